/** Codes that only the browser can give: the request never reached an answer of ours. */
export const CLIENT_ERROR_CODES = ['OFFLINE', 'TIMEOUT', 'CANCELLED', 'UNREADABLE_ANSWER'] as const;
export type ClientErrorCode = (typeof CLIENT_ERROR_CODES)[number];

/** The error envelope of the API. */
export interface ErrorEnvelope {
  readonly success: false;
  readonly error: { readonly code: string; readonly message: string; readonly details?: unknown };
}

/** A field that the backend refused, as `details` of VALIDATION_FAILED lists them. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** What every failed call rejects with: the envelope of the API, or a code of the client's own. */
export class ApiError extends Error {
  readonly code: string;
  readonly details: unknown;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly requestId: string | null;
  /** Seconds to wait, when the answer said so. */
  readonly retryAfterSeconds: number | null;

  constructor(fields: {
    code: string;
    message: string;
    details?: unknown;
    status?: number;
    requestId?: string | null;
    retryAfterSeconds?: number | null;
    cause?: unknown;
  }) {
    super(fields.message, { cause: fields.cause });
    this.name = 'ApiError';
    this.code = fields.code;
    this.details = fields.details ?? null;
    this.status = fields.status ?? 0;
    this.requestId = fields.requestId ?? null;
    this.retryAfterSeconds = fields.retryAfterSeconds ?? null;
  }

  /** Fields that were refused, for the form to show beside them. */
  get fields(): readonly FieldProblem[] {
    const { details } = this;
    const list = Array.isArray(details) ? details : isRecord(details) ? details['fields'] : undefined;
    return Array.isArray(list) ? list.filter(isFieldProblem) : [];
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return isRecord(value) && typeof value['path'] === 'string' && typeof value['message'] === 'string';
}

export function isErrorEnvelope(value: unknown): value is ErrorEnvelope {
  if (!isRecord(value) || value['success'] !== false) return false;
  const { error } = value;
  return isRecord(error) && typeof error['code'] === 'string' && typeof error['message'] === 'string';
}

export function isSuccessEnvelope(
  value: unknown,
): value is { readonly success: true; readonly data: unknown } {
  return isRecord(value) && value['success'] === true && 'data' in value;
}

/** Whether asking again may help: no answer, a failure of the server, or too many at once. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof ApiError) || error.code === 'CANCELLED') return false;
  return error.status === 0 || error.status >= 500 || error.status === 429;
}
