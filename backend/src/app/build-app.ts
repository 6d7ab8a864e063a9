import { createServer, type Server } from 'node:http';
import cors from 'cors';
import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Server as SocketServer } from 'socket.io';
import { env } from '../config/env.ts';
import { onClockMoved } from '../platform/clock.ts';
import { createHeartbeat } from '../platform/downtime.ts';
import { createOutboxRelay, type OutboxRelay } from '../platform/outbox-relay.ts';
import { registerEventTypes } from '../platform/outbox.ts';
import { createDeadlineRunner, type DeadlineRunner } from '../platform/deadline-runner.ts';
import { attachSockets } from '../platform/socket.ts';
import type { RouteDefinition } from '../shared/define-route.ts';
import { checkRoutes } from './check-routes.ts';
import { deadlines, downtimeCredits } from './deadlines.ts';
import { endpoints, events } from './endpoints.ts';
import { errorHandler, methodNotAllowed, notFound } from './http/errors.ts';
import { docsRouter } from './http/docs.ts';
import { healthRouter } from './http/health.ts';
import { mountRoute } from './http/mount-route.ts';
import { requestId, requestLog } from './http/request-id.ts';
import { routes } from './routes.ts';
import { checkSubscribers, subscribers } from './subscribers.ts';
import { workers } from './workers.ts';
import { wireModules } from './wire.ts';

export interface App {
  readonly app: Express;
  readonly httpServer: Server;
  readonly io: SocketServer;
  readonly relay: OutboxRelay;
  readonly deadlines: DeadlineRunner;
  /** Starts relay, queue and sweep; the caller listens. */
  readonly start: () => Promise<void>;
  /** Lets what runs finish, then stops; databases stay open. */
  readonly stop: () => Promise<void>;
}

export interface AppOptions {
  /** All of the product's routes unless a test brings its own. */
  readonly routes?: readonly RouteDefinition[];
  /** False leaves out the queue in Redis: the sweep alone finds deadlines. */
  readonly queue?: boolean;
  /** False leaves out the modules' workers: a test takes their steps itself. */
  readonly workers?: boolean;
  /** False leaves events in the outbox, where a test may look at them. */
  readonly relay?: boolean;
}

function mountRoutes(app: Express, definitions: readonly RouteDefinition[]): void {
  for (const definition of definitions) mountRoute(app, definition);
  const byPath = Map.groupBy(definitions, ({ endpoint }) => endpoint.path);
  for (const [path, same] of byPath) app.all(path, methodNotAllowed(same.map(({ endpoint }) => endpoint)));
}

export function buildExpress(definitions: readonly RouteDefinition[]): Express {
  const { CORS_ORIGINS, PUBLIC_URL, TRUST_PROXY } = env();
  const app = express();
  app.set('trust proxy', TRUST_PROXY);
  app.disable('x-powered-by');
  app.use(requestId, requestLog());
  app.use(helmet());
  app.use(cors({ origin: [PUBLIC_URL, ...CORS_ORIGINS], credentials: true, maxAge: 600 }));
  app.use(healthRouter());
  app.use(docsRouter());
  mountRoutes(app, definitions);
  app.use(notFound);
  app.use(errorHandler);
  return app;
}

/** The composition root: joins the modules' routes, subscribers and deadlines with the platform. */
export function buildApp(options: AppOptions = {}): App {
  registerEventTypes(events);
  wireModules();
  checkSubscribers(subscribers);
  const definitions = options.routes ?? routes();
  checkRoutes(definitions, options.routes ? definitions.map(({ endpoint }) => endpoint) : endpoints);
  const app = buildExpress(definitions);
  const httpServer = createServer(app);
  const sockets = attachSockets(httpServer);
  const relay = createOutboxRelay(subscribers, sockets.emitter);
  const heartbeat = createHeartbeat(downtimeCredits);
  const runner = createDeadlineRunner(deadlines, { queue: options.queue ?? true, ready: heartbeat.alive });
  const running = options.workers === false ? [] : workers();
  const stopListening = onClockMoved(() => runner.sweep());
  return {
    app,
    httpServer,
    io: sockets.io,
    relay,
    deadlines: runner,
    start: async () => {
      heartbeat.start();
      await runner.start();
      if (options.relay !== false) relay.start();
      for (const worker of running) worker.start();
    },
    stop: async () => {
      stopListening();
      await sockets.close();
      await Promise.all([
        heartbeat.stop(),
        runner.stop(),
        relay.stop(),
        ...running.map((worker) => worker.stop()),
      ]);
    },
  };
}
