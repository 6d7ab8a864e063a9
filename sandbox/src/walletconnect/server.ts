import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { clientOf } from './client-auth.ts';
import { Connection } from './connection.ts';
import { Mailbox } from './mailbox.ts';

export interface RelayConfig {
  readonly port: number;
  /** The only project it serves. */
  readonly projectId: string;
}

export interface RunningRelay {
  /** Where clients connect. */
  readonly url: string;
  /** Where it tells how it is. */
  readonly controlUrl: string;
  /** Cuts every connection, as a relay does that is being moved. */
  readonly dropConnections: () => void;
  readonly stop: () => Promise<void>;
}

/** How a relay hangs up on a project it does not know, and on everybody when it moves. */
const UNKNOWN_PROJECT = 3000;
const MOVED = 4010;
const MAX_MESSAGE = 1024 * 1024;
/** Clients in Node take a connection for dead that was not pinged for 35 s. */
const PING_MS = 20_000;

function refuse(socket: Duplex, why: string): void {
  const body = JSON.stringify({ error: why });
  const head = `HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}`;
  socket.end(`${head}\r\nConnection: close\r\n\r\n${body}`);
}

/** The client behind a request to connect. @throws where its token is not in order */
function clientBehind(request: IncomingMessage, query: URLSearchParams): string {
  const token = query.get('auth') ?? request.headers.authorization?.replace(/^Bearer /, '') ?? '';
  return clientOf(token, request.headers.host ?? '', Date.now() / 1_000);
}

/**
 * A stand-in for WalletConnect's relay, on this machine only: passes sealed messages between a page and a phone,
 * and keeps them for who is not there. Port 0 takes any free one.
 */
export async function startRelay(config: RelayConfig): Promise<RunningRelay> {
  const mailbox = new Mailbox();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE });
  const server = createServer((request, response) => {
    const isState = request.method === 'GET' && request.url === '/sandbox/state';
    response.writeHead(isState ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isState ? { connections: sockets.clients.size } : { error: 'not found' }));
  });
  server.on('upgrade', (request, socket, head) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://relay');
    let client: string;
    try {
      client = clientBehind(request, searchParams);
    } catch (error) {
      refuse(socket, error instanceof Error ? error.message : 'unauthorized');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (connected) => {
      if (searchParams.get('projectId') === config.projectId) serve(connected, mailbox, client);
      else connected.close(UNKNOWN_PROJECT, 'Unauthorized: invalid key');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, '127.0.0.1', resolve);
  });
  const pings = setInterval(() => {
    for (const socket of sockets.clients) socket.ping();
  }, PING_MS);
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://localhost:${port}`,
    controlUrl: `http://127.0.0.1:${port}`,
    dropConnections: () => {
      for (const socket of sockets.clients) socket.close(MOVED, 'moving');
    },
    stop: async () => {
      clearInterval(pings);
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function serve(socket: WebSocket, mailbox: Mailbox, client: string): void {
  const connection = new Connection(mailbox, client, (text) => {
    socket.send(text);
  });
  socket.on('message', (data: Buffer) => {
    connection.receive(data.toString());
  });
  socket.on('close', () => {
    connection.close();
  });
  socket.on('error', () => {
    socket.terminate();
  });
}
