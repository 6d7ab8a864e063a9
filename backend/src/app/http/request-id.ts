import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import { type Options, pinoHttp } from 'pino-http';
import { logger } from '../../platform/logger.ts';

const HEADER = 'X-Request-Id';
const SAFE_ID = /^[\w-]{8,64}$/;

/** Takes the proxy's id when it looks like one, so that its log and ours can be joined. */
export const requestId: RequestHandler = (req, res, next) => {
  const given = req.get(HEADER);
  res.set(HEADER, given !== undefined && SAFE_ID.test(given) ? given : randomUUID());
  next();
};

export const requestIdOf = (res: Response): string => String(res.getHeader(HEADER) ?? '');

const isHealthCheck = (url: string | undefined): boolean => url?.startsWith('/api/health/') ?? false;

/** One line per request; headers that hold secrets are redacted by the logger. */
export function requestLog(): RequestHandler {
  const options: Options = {
    logger: logger(),
    genReqId: (_req, res) => String(res.getHeader(HEADER) ?? ''),
    autoLogging: { ignore: (req) => isHealthCheck(req.url) },
    customLogLevel: (_req, res, error) => {
      if (error !== undefined || res.statusCode >= 500) return 'error';
      return res.statusCode >= 400 ? 'warn' : 'info';
    },
    serializers: {
      req: (req: { id: unknown; method: unknown; url: unknown }) => ({
        id: req.id,
        method: req.method,
        url: req.url,
      }),
      res: (res: { statusCode: unknown }) => ({ statusCode: res.statusCode }),
    },
  };
  return pinoHttp(options) as RequestHandler;
}
