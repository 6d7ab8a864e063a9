import { expect } from '@jest/globals';
import type { Response } from 'supertest';
import type { z } from 'zod';
import { ERROR_CATALOGUE, type ErrorCode } from '../shared/errors.ts';

interface HasOutput<O extends z.ZodType> {
  readonly output: O;
  readonly successStatus?: number;
}

/** Asserts the success envelope of an endpoint and returns its data, which must fit the contract. */
export function expectData<O extends z.ZodType>(response: Response, endpoint: HasOutput<O>): z.output<O> {
  const body: unknown = response.body;
  const { status } = response;
  expect({ status, body }).toMatchObject({ status: endpoint.successStatus ?? 200, body: { success: true } });
  expect(Object.keys(body as object).sort()).toEqual(['data', 'success']);
  return endpoint.output.parse((body as { data: unknown }).data);
}

/** Asserts the error envelope with a code and its status, and returns the details. */
export function expectError(response: Response, code: ErrorCode): unknown {
  const body = response.body as {
    success: boolean;
    error: { code: string; message: string; details: unknown };
  };
  expect({ status: response.status, body }).toMatchObject({
    status: ERROR_CATALOGUE[code][0],
    body: { success: false, error: { code } },
  });
  expect(Object.keys(body).sort()).toEqual(['error', 'success']);
  expect(Object.keys(body.error).sort()).toEqual(['code', 'details', 'message']);
  expect(body.error.message).toMatch(/^\p{Lu}.*[.!?]$/u);
  return body.error.details;
}
