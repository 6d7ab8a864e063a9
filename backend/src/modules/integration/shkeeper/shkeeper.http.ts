import type { z } from 'zod';
import { refusalSchema } from './shkeeper.schemas.ts';

export interface GatewayAccess {
  /** Without `/api/v1`, without a slash at the end. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly payoutUsername: string;
  readonly payoutPassword: string;
  readonly timeoutMs: number;
}

/**
 * - `unreachable`: no answer, or not in time; what was asked may have happened.
 * - `refused`: the gateway said no, in whatever way it does.
 * - `malformed`: an answer that is none of the known ones.
 * - `not_found`: HTTP 404 with the gateway's own error object.
 */
export type GatewayFailure = 'unreachable' | 'refused' | 'malformed' | 'not_found';

/** Carries at most one line of the gateway's own words; never its traceback, never a secret. */
export class GatewayError extends Error {
  readonly failure: GatewayFailure;
  readonly httpStatus: number | null;

  constructor(failure: GatewayFailure, message: string, httpStatus: number | null = null) {
    super(message);
    this.name = 'GatewayError';
    this.failure = failure;
    this.httpStatus = httpStatus;
  }
}

export interface GatewayCall {
  readonly method: 'GET' | 'POST';
  /** Below `/api/v1`. */
  readonly path: string;
  readonly auth: 'none' | 'api-key' | 'basic';
  readonly body?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

const MAX_ANSWER_BYTES = 2 * 1024 * 1024;

/** The first line of a message, cut: enough for a log, too little for a traceback. */
export const firstLine = (message: unknown): string =>
  (typeof message === 'string' ? (message.split('\n', 1)[0] ?? '') : '').slice(0, 200) || 'no reason given';

function headersOf(access: GatewayAccess, call: GatewayCall): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (call.body) headers['Content-Type'] = 'application/json';
  // A route with one kind of authentication refuses calls that carry the other.
  if (call.auth === 'api-key') headers['X-Shkeeper-Api-Key'] = access.apiKey;
  if (call.auth === 'basic') {
    const pair = Buffer.from(`${access.payoutUsername}:${access.payoutPassword}`, 'utf8').toString('base64');
    headers['Authorization'] = `Basic ${pair}`;
  }
  return headers;
}

async function readText(response: Response): Promise<string> {
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  if (!reader) return '';
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > MAX_ANSWER_BYTES) {
      await reader.cancel();
      throw new GatewayError('malformed', 'the answer is too long', response.status);
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function exchange(access: GatewayAccess, call: GatewayCall): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(`${access.baseUrl}/api/v1${call.path}`, {
      method: call.method,
      headers: headersOf(access, call),
      ...(call.body ? { body: JSON.stringify(call.body) } : {}),
      // A payout call without its password is answered by the way to a login page.
      redirect: 'manual',
      signal: AbortSignal.timeout(call.timeoutMs ?? access.timeoutMs),
    });
    return { status: response.status, text: await readText(response) };
  } catch (error) {
    if (error instanceof GatewayError) throw error;
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    throw new GatewayError('unreachable', timedOut ? 'no answer in time' : 'no connection');
  }
}

function parseJson(text: string, status: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new GatewayError(
      status >= 500 ? 'unreachable' : 'malformed',
      `HTTP ${status} without JSON`,
      status,
    );
  }
}

/**
 * One call, one answer. Never follows a redirect and never repeats.
 * @throws GatewayError
 */
export async function callGateway<S extends z.ZodType>(
  access: GatewayAccess,
  call: GatewayCall,
  schema: S,
): Promise<z.infer<S>> {
  const { status, text } = await exchange(access, call);
  if (status >= 300 && status < 400)
    throw new GatewayError('refused', 'the credentials are not accepted', status);
  const answer = parseJson(text, status);
  const refusal = refusalSchema.safeParse(answer);
  if (refusal.success) {
    throw new GatewayError(
      status >= 500 ? 'unreachable' : 'refused',
      firstLine(refusal.data.message),
      status,
    );
  }
  if (status === 404) throw new GatewayError('not_found', 'not known there', status);
  if (status >= 500) throw new GatewayError('unreachable', `HTTP ${status}`, status);
  if (status >= 400) throw new GatewayError('refused', `HTTP ${status}`, status);
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw new GatewayError('malformed', 'an answer of unknown form', status);
  return parsed.data;
}
