import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  Agent,
  createServer,
  request as requestUpstream,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { join } from 'node:path';
import { projectRoot } from './lib/paths.ts';

/** The reverse proxy of one machine: the routes, limits and errors of nginx/, without its caches. */
export interface ProxyOptions {
  port: number;
  frontendPort: number;
  backendPort: number;
}

const mebibyte = 1024 * 1024;
const answerWithinMs = 60_000;

/** Headers that belong to one connection, and those that only this proxy may set. */
const notPassedOn = new Set([
  ...['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade', 'expect'],
  ...[
    'forwarded',
    'x-real-ip',
    'x-forwarded-for',
    'x-forwarded-proto',
    'x-forwarded-host',
    'x-forwarded-port',
  ],
  // Next's marker for requests it made itself; from outside it is only ever an attempt to skip proxy.ts.
  ...['x-middleware-subrequest', 'x-request-id'],
]);

/** The three errors that Nginx has to make itself, with the words of nginx/api-errors.conf. */
const ownErrors = {
  413: { code: 'PAYLOAD_TOO_LARGE', message: 'This is too large. Send less at once.' },
  503: {
    code: 'UPSTREAM_UNAVAILABLE',
    message:
      'Amn is not reachable at the moment. Try again shortly; if you were changing something, reload first and see whether it was done.',
  },
} as const;

function isBackends(path: string): boolean {
  return path === '/api' || path.startsWith('/api/') || path.startsWith('/socket.io/');
}

/** The largest body in bytes that is let through: an upload with its multipart frame, or JSON. */
export function bodyLimit(path: string): number {
  return path.startsWith('/api/files') ? 11 * mebibyte : mebibyte;
}

function headersFor(request: IncomingMessage, requestId: string): OutgoingHttpHeaders {
  const client = request.socket.remoteAddress ?? '';
  const named = (request.headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  const headers: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (!notPassedOn.has(name) && !named.includes(name)) headers[name] = value;
  }
  return {
    ...headers,
    'x-request-id': requestId,
    'x-real-ip': client,
    'x-forwarded-for': client,
    'x-forwarded-proto': 'http',
    'x-forwarded-host': request.headers.host ?? '',
  };
}

function answerHeaders(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name !== 'connection' && name !== 'keep-alive'),
  );
}

class Proxy {
  readonly #options: ProxyOptions;
  readonly #unavailablePage: Buffer;
  /** A kept connection may be closed by the other end just as the next request goes out on it; a new one is cheap. */
  readonly #agent = new Agent({ keepAlive: false });
  readonly #upgraded = new Set<Duplex>();

  constructor(options: ProxyOptions, unavailablePage: Buffer) {
    this.#options = options;
    this.#unavailablePage = unavailablePage;
  }

  #portFor(path: string): number {
    return isBackends(path) ? this.#options.backendPort : this.#options.frontendPort;
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '/';
    const requestId = randomBytes(16).toString('hex');
    const limit = bodyLimit(path);
    if (Number(request.headers['content-length'] ?? 0) > limit) {
      // Read to its end all the same: hanging up on a client that still sends would lose it the answer.
      request.resume();
      this.#refuse(response, path, requestId, 413);
      return;
    }
    const upstream = requestUpstream({
      host: '127.0.0.1',
      port: this.#portFor(path),
      method: request.method,
      path,
      headers: headersFor(request, requestId),
      agent: this.#agent,
      timeout: answerWithinMs,
    });
    let refusedAs: 413 | undefined;
    upstream.once('timeout', () => upstream.destroy(new Error('no answer in time')));
    upstream.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answerHeaders(answer.headers));
      answer.pipe(response);
      // Cut short rather than ended: the client must see that something is missing.
      answer.once('error', () => response.destroy());
    });
    upstream.once('error', () => {
      if (response.headersSent) response.destroy();
      else this.#refuse(response, path, requestId, refusedAs ?? 503);
    });
    response.once('close', () => {
      if (!response.writableFinished) upstream.destroy();
    });
    let received = 0;
    request.on('data', (piece: Buffer) => {
      received += piece.length;
      if (received > limit && refusedAs === undefined) {
        refusedAs = 413;
        request.unpipe(upstream).resume();
        upstream.destroy(new Error('the body is too large'));
      }
    });
    request.once('error', () => upstream.destroy());
    request.pipe(upstream);
  }

  upgrade(request: IncomingMessage, client: Duplex, head: Buffer): void {
    const path = request.url ?? '/';
    client.on('error', () => client.destroy());
    // No other protocol is upgraded: h2c would be a way past the routes above. In development Next has one too.
    if (request.headers.upgrade?.toLowerCase() !== 'websocket') {
      client.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
      return;
    }
    const upstream = requestUpstream({
      host: '127.0.0.1',
      port: this.#portFor(path),
      method: request.method,
      path,
      headers: {
        ...headersFor(request, randomBytes(16).toString('hex')),
        connection: 'Upgrade',
        upgrade: 'websocket',
      },
    });
    upstream.once('upgrade', (answer, server, serverHead) => {
      this.#upgraded.add(client).add(server);
      for (const [one, other] of [
        [client, server],
        [server, client],
      ] as const) {
        one.on('error', () => one.destroy());
        one.once('close', () => {
          this.#upgraded.delete(one);
          other.destroy();
        });
      }
      client.write(headOf(answer));
      if (serverHead.length > 0) client.write(serverHead);
      if (head.length > 0) server.write(head);
      server.pipe(client).pipe(server);
    });
    upstream.once('response', (answer) => {
      client.write(headOf(answer));
      answer.pipe(client);
    });
    upstream.once('error', () => {
      client.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    });
    client.once('close', () => upstream.destroy());
    upstream.end();
  }

  close(): void {
    this.#agent.destroy();
    for (const socket of this.#upgraded) socket.destroy();
  }

  #refuse(response: ServerResponse, path: string, requestId: string, status: keyof typeof ownErrors): void {
    response.setHeader('x-request-id', requestId);
    response.setHeader('cache-control', 'no-store');
    if (status === 503) response.setHeader('retry-after', '5');
    if (isBackends(path)) {
      const body = { success: false, error: { ...ownErrors[status], details: null } };
      response
        .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
        .end(JSON.stringify(body));
    } else if (status === 503) {
      response.setHeader(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      );
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(this.#unavailablePage);
    } else {
      response
        .writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
        .end(ownErrors[status].message);
    }
  }
}

function headOf(answer: IncomingMessage): string {
  const lines = [`HTTP/1.1 ${answer.statusCode ?? 502} ${answer.statusMessage ?? ''}`];
  for (let i = 0; i < answer.rawHeaders.length; i += 2) {
    lines.push(`${answer.rawHeaders[i] ?? ''}: ${answer.rawHeaders[i + 1] ?? ''}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** Starts the proxy on 127.0.0.1. */
export async function startProxy(options: ProxyOptions): Promise<{ stop: () => Promise<void> }> {
  const proxy = new Proxy(options, await readFile(join(projectRoot, 'nginx/pages/unavailable.html')));
  const server = createServer({ keepAliveTimeout: 75_000, headersTimeout: 15_000 }, (request, response) => {
    proxy.handle(request, response);
  });
  server.on('upgrade', (request, socket, head) => {
    proxy.upgrade(request, socket, head);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port, host: '127.0.0.1' }, resolve);
  });
  return {
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      proxy.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
