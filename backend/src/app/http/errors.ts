import type { NextFunction, Request, RequestHandler, Response } from 'express';
import multer from 'multer';
import { logger } from '../../platform/logger.ts';
import { reportBug } from '../../platform/bug-report.ts';
import { isDuplicateKey } from '../../platform/transaction.ts';
import type { Endpoint } from '../../shared/endpoint.ts';
import { AppError } from '../../shared/errors.ts';
import { sendError } from '../../shared/utils/response-handler.ts';
import { requestIdOf } from './request-id.ts';

const PARSER_ERRORS: Readonly<Record<string, () => AppError>> = {
  'entity.parse.failed': () => new AppError('MALFORMED_REQUEST'),
  'entity.too.large': () => new AppError('PAYLOAD_TOO_LARGE'),
  'encoding.unsupported': () =>
    new AppError('UNSUPPORTED_MEDIA_TYPE', { message: 'Send the body without this content encoding.' }),
  'charset.unsupported': () => new AppError('UNSUPPORTED_MEDIA_TYPE', { message: 'Send the body in UTF-8.' }),
  'request.aborted': () =>
    new AppError('MALFORMED_REQUEST', { message: 'The body ended too early. Send it again.' }),
  'request.size.invalid': () =>
    new AppError('MALFORMED_REQUEST', { message: 'Content-Length and body differ. Send it again.' }),
};

function fromMulter(error: multer.MulterError): AppError {
  if (error.code === 'LIMIT_FILE_SIZE') return new AppError('PAYLOAD_TOO_LARGE', { cause: error });
  const details = [
    { path: error.field ?? 'file', message: 'Send one file in the field "file" and nothing else.' },
  ];
  return new AppError('VALIDATION_FAILED', { details, cause: error });
}

/** What the caller is told for an error, or null when it is a bug of ours. */
export function toExpected(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (error instanceof multer.MulterError) return fromMulter(error);
  if (isDuplicateKey(error)) return new AppError('ALREADY_EXISTS', { cause: error });
  if (error instanceof URIError)
    return new AppError('MALFORMED_REQUEST', { message: 'The address is not well-formed.' });
  if (error instanceof Error && 'type' in error && typeof error.type === 'string') {
    const known = PARSER_ERRORS[error.type];
    if (known) return known();
  }
  // Multipart bodies that end early or have no boundary are told by busboy with a plain Error.
  if (
    error instanceof Error &&
    /^(Multipart:|Unexpected end of form|Malformed part header)/.test(error.message)
  ) {
    return new AppError('MALFORMED_REQUEST', { message: 'The form could not be read. Send it again.' });
  }
  return null;
}

const isRateLimit = (details: unknown): details is { retryAfterSeconds: number } =>
  typeof details === 'object' && details !== null && 'retryAfterSeconds' in details;

/** The last step: the envelope for what is expected, a request id and nothing more for a bug. */
export function errorHandler(error: unknown, req: Request, res: Response, next: NextFunction): void {
  if (res.headersSent) {
    next(error);
    return;
  }
  const expected = toExpected(error);
  res.set('Cache-Control', 'no-store');
  if (expected) {
    if (expected.status === 401) res.set('WWW-Authenticate', 'Bearer');
    if (isRateLimit(expected.details)) res.set('Retry-After', String(expected.details.retryAfterSeconds));
    if (expected.status >= 500) logger().warn({ err: error, requestId: requestIdOf(res) }, 'upstream failed');
    sendError(res, expected);
    return;
  }
  const requestId = requestIdOf(res);
  logger().error({ err: error, requestId, method: req.method, path: req.path }, 'unexpected error');
  reportBug(error, { requestId });
  sendError(res, new AppError('INTERNAL', { details: { requestId } }));
}

/** 405 with `Allow` for a path that exists with other methods. */
export function methodNotAllowed(endpoints: readonly Endpoint[]): RequestHandler {
  const allow = [...new Set(endpoints.map(({ method }) => method.toUpperCase()))].sort().join(', ');
  return (_req, res) => {
    res.set('Allow', allow);
    throw new AppError('METHOD_NOT_ALLOWED');
  };
}

export const notFound: RequestHandler = () => {
  throw new AppError('NOT_FOUND', { message: 'There is nothing at this address. Check it.' });
};
