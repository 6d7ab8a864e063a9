import type { Response } from 'express';
import type { AppError, ErrorCode } from '../errors.ts';

export interface SuccessEnvelope<T> {
  readonly success: true;
  readonly data: T;
}

export interface ErrorEnvelope {
  readonly success: false;
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly details: unknown };
}

export const successEnvelope = <T>(data: T): SuccessEnvelope<T> => ({ success: true, data });

export const errorEnvelope = (error: AppError): ErrorEnvelope => ({
  success: false,
  error: { code: error.code, message: error.message, details: error.details },
});

/** Answers `{success: true, data}`. */
export function sendSuccess(res: Response, data: unknown, status = 200): void {
  res.status(status).json(successEnvelope(data));
}

/** Answers `{success: false, error: {code, message, details}}` with the status of the code. */
export function sendError(res: Response, error: AppError): void {
  res.status(error.status).json(errorEnvelope(error));
}
