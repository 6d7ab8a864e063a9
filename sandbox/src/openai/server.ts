import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { completionOf, responseOf } from './answers.ts';
import { ApiError, errors, sendApiError } from './api-error.ts';
import { errorOf, faultsSchema, FaultSwitch, type Fault } from './faults.ts';
import { readCompletionRequest, readResponseRequest } from './requests.ts';

export interface StubConfig {
  readonly port: number;
  /** The only key it takes. */
  readonly apiKey: string;
}

export interface RunningStub {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

interface Seen {
  count: number;
  /** The newest request as it came, for looking at what a client sends. */
  last: unknown;
}

function checkKey(req: Request, apiKey: string): void {
  const key = /^Bearer (.+)$/.exec(req.get('authorization') ?? '')?.[1];
  if (key === undefined) throw errors.noKey();
  if (key !== apiKey) throw errors.wrongKey(key);
}

/** Waits and fails as the switches say; what is left is how the answer itself is wrong. */
async function sufferFault(faults: FaultSwitch): Promise<Fault> {
  await sleep(faults.state.delayMs);
  const fault = faults.take();
  const error = errorOf(fault);
  if (error) throw error;
  return fault;
}

function apiRoutes(app: Express, config: StubConfig, faults: FaultSwitch, seen: Seen): void {
  app.use('/v1', (req, res, next) => {
    res.set('x-request-id', `req_${randomUUID().replaceAll('-', '')}`);
    seen.count += 1;
    seen.last = req.body as unknown;
    checkKey(req, config.apiKey);
    next();
  });
  app.post('/v1/responses', async (req, res) => {
    const fault = await sufferFault(faults);
    if (fault === 'hang_up') {
      req.socket.destroy();
      return;
    }
    const { asked, echo } = readResponseRequest(req.body);
    res.json(responseOf(asked, fault, echo));
  });
  app.post('/v1/chat/completions', async (req, res) => {
    const fault = await sufferFault(faults);
    if (fault === 'hang_up') {
      req.socket.destroy();
      return;
    }
    res.json(completionOf(readCompletionRequest(req.body), fault));
  });
}

function controlRoutes(app: Express, faults: FaultSwitch, seen: Seen): void {
  app.get('/sandbox/state', (_req, res) => {
    res.json({ ...seen, faults: faults.state });
  });
  app.put('/sandbox/faults', (req, res) => {
    const result = faultsSchema.safeParse(req.body);
    if (!result.success) {
      res.status(400).json({ error: result.error.issues[0]?.message ?? 'not valid' });
      return;
    }
    faults.set(result.data);
    res.json(faults.state);
  });
}

// Express knows an error handler by its four parameters.
function onError(error: unknown, _req: Request, res: Response, next: NextFunction): void {
  if (res.headersSent) {
    next(error);
    return;
  }
  if (error instanceof ApiError) sendApiError(res, error);
  else if (error instanceof SyntaxError) sendApiError(res, errors.notJson());
  else next(error);
}

/** A stand-in for OpenAI's API, on this machine only. Port 0 takes any free one. */
export async function startOpenAiStub(config: StubConfig): Promise<RunningStub> {
  const [faults, seen]: [FaultSwitch, Seen] = [new FaultSwitch(), { count: 0, last: null }];
  const app = express();
  app.disable('x-powered-by');
  app.use(express.json({ limit: '1mb' }));
  controlRoutes(app, faults, seen);
  apiRoutes(app, config, faults, seen);
  app.use((req) => {
    throw errors.noSuchUrl(req.method, req.path);
  });
  app.use(onError);
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
