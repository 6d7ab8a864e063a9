import { rm } from 'node:fs/promises';
import type { IRouter, NextFunction, Request, RequestHandler, Response } from 'express';
import { env } from '../../config/env.ts';
import { keepAnswer, runIdempotently } from '../../platform/idempotency.ts';
import { consumeBucket } from '../../platform/rate-limit.ts';
import { acceptUpload } from '../../platform/storage.ts';
import type { Actor } from '../../shared/actor.ts';
import type { RouteContext, RouteDefinition, UploadedFile } from '../../shared/define-route.ts';
import { idempotencyOf, type Access, type Endpoint } from '../../shared/endpoint.ts';
import { AppError } from '../../shared/errors.ts';
import { sendSuccess } from '../../shared/utils/response-handler.ts';
import { validate } from '../../shared/validate.ts';
import { authenticate } from './authenticate.ts';
import { bodyParsers } from './body-parser.ts';

/** What the steps of one request leave for each other. */
interface Progress {
  actor: Actor | null;
  input: object;
}

const REVALIDATE = 'private, no-cache';
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{8,64}$/;

const progressOf = (res: Response): Progress => res.locals as unknown as Progress;

const authStep =
  (endpoint: Endpoint): RequestHandler =>
  async (req, res, next) => {
    progressOf(res).actor = await authenticate(req, endpoint.access, endpoint.stepUp === true);
    next();
  };

const rateLimitStep =
  (endpoint: Endpoint): RequestHandler =>
  async (req, res, next) => {
    const who = progressOf(res).actor?.id ?? `ip-${req.ip ?? 'unknown'}`;
    const state = await consumeBucket(endpoint.rateLimit, who);
    res.set('RateLimit-Limit', String(state.limit));
    res.set('RateLimit-Remaining', String(state.remaining));
    res.set('RateLimit-Reset', String(state.resetSeconds));
    next();
  };

function inputOf(req: Request, endpoint: Endpoint): object {
  const params = endpoint.params ? validate(endpoint.params, req.params) : {};
  // An unknown query parameter is refused as an unknown field is: a filter with a typing error must not
  // answer with everything.
  const query = endpoint.query ? validate(endpoint.query, { ...req.query }) : refuseQuery(req);
  const body = endpoint.body ? (validate(endpoint.body, req.body) as object | undefined) : {};
  return { ...query, ...body, ...params };
}

function refuseQuery(req: Request): object {
  const unknown = Object.keys(req.query);
  if (unknown.length > 0) {
    const details = unknown.map((path) => ({ path, message: 'This query parameter is not known here.' }));
    throw new AppError('VALIDATION_FAILED', { details });
  }
  return {};
}

const validationStep =
  (endpoint: Endpoint): RequestHandler =>
  (req, res, next) => {
    progressOf(res).input = inputOf(req, endpoint);
    next();
  };

async function uploadedFile(req: Request): Promise<UploadedFile> {
  if (!req.file) {
    const details = [{ path: 'file', message: 'Send one file in the field "file".' }];
    throw new AppError('VALIDATION_FAILED', { details });
  }
  return acceptUpload(req.file);
}

function idempotencyKeyOf(req: Request): string | null {
  const key = req.get('idempotency-key');
  if (key === undefined) return null;
  if (IDEMPOTENCY_KEY.test(key)) return key;
  const details = [{ path: 'Idempotency-Key', message: 'Must be 8 to 64 visible ASCII characters.' }];
  throw new AppError('VALIDATION_FAILED', { details });
}

async function callHandler(route: RouteDefinition, req: Request, res: Response): Promise<unknown> {
  const { endpoint } = route;
  const { actor, input } = progressOf(res);
  const context: RouteContext<object, Access> = {
    input,
    actor,
    req,
    res,
    file: endpoint.transport === 'multipart' ? await uploadedFile(req) : null,
    rawBody: endpoint.transport === 'raw' ? (Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0)) : null,
  };
  const idempotency = idempotencyOf(endpoint);
  const key = idempotency === 'no' ? null : idempotencyKeyOf(req);
  if (key === null || actor === null) return route.handle(context);
  const call = { userId: actor.id, route: endpoint.operationId, key, input };
  const run = idempotency === 'transaction' ? runIdempotently : keepAnswer;
  const answer = await run(call, () => Promise.resolve(route.handle(context)));
  if (answer.replayed) res.set('Idempotent-Replayed', 'true');
  return answer.data;
}

/** Outside production an answer that does not fit the contract is a bug that shows at once. */
function checkOutput(endpoint: Endpoint, data: unknown): void {
  if (env().NODE_ENV === 'production') return;
  const result = endpoint.output.safeParse(data);
  if (!result.success)
    throw new Error(`${endpoint.operationId} breaks its contract`, { cause: result.error });
}

const controllerStep =
  (route: RouteDefinition): RequestHandler =>
  async (req, res) => {
    const { endpoint } = route;
    const data = await callHandler(route, req, res);
    if (endpoint.transport === 'binary') return;
    checkOutput(endpoint, data);
    if (!res.hasHeader('Cache-Control')) {
      res.set(
        'Cache-Control',
        endpoint.method === 'get' ? (endpoint.cacheControl ?? REVALIDATE) : 'no-store',
      );
    }
    if (endpoint.access === 'optional') res.vary('Authorization');
    sendSuccess(res, data, res.statusCode === 200 ? (endpoint.successStatus ?? 200) : res.statusCode);
  };

/** A file of a request that was refused on its way must not stay behind. */
const cleanUploadStep = (error: unknown, req: Request, _res: Response, next: NextFunction): void => {
  if (!req.file) {
    next(error);
    return;
  }
  rm(req.file.path, { force: true }).then(
    () => {
      next(error);
    },
    () => {
      next(error);
    },
  );
};

/** Hangs a route up with its steps in the order of the architecture: parser, auth, limit, validation, controller. */
export function mountRoute(router: IRouter, route: RouteDefinition): void {
  const { endpoint } = route;
  router[endpoint.method](
    endpoint.path,
    ...bodyParsers(endpoint),
    authStep(endpoint),
    rateLimitStep(endpoint),
    validationStep(endpoint),
    controllerStep(route),
    cleanUploadStep,
  );
}
