import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { uploadMiddleware } from '../../platform/storage.ts';
import type { Endpoint } from '../../shared/endpoint.ts';
import { AppError } from '../../shared/errors.ts';

const JSON_LIMIT = '100kb';
const RAW_LIMIT = '256kb';

const hasBody = (req: Request): boolean =>
  req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;

function requireMediaType(type: string): RequestHandler {
  return (req: Request, _res: Response, next: NextFunction) => {
    if (hasBody(req) && req.is(type) === false) {
      throw new AppError('UNSUPPORTED_MEDIA_TYPE', {
        message: `Send the body as ${type}.`,
      });
    }
    next();
  };
}

/** The parsers of one endpoint. The webhook gets its bytes unparsed: the signature is over them. */
export function bodyParsers(endpoint: Endpoint): RequestHandler[] {
  switch (endpoint.transport) {
    case 'raw':
      return [express.raw({ type: () => true, limit: RAW_LIMIT })];
    case 'multipart':
      return [requireMediaType('multipart/form-data'), uploadMiddleware()];
    case 'json':
    case 'binary':
    case undefined:
      if (endpoint.method === 'get') return [];
      return [requireMediaType('application/json'), express.json({ limit: JSON_LIMIT, strict: false })];
  }
}
