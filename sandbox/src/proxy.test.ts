import assert from 'node:assert/strict';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { PortFinder } from './lib/ports.ts';
import { startProxy } from './proxy.ts';

interface Seen {
  name: string;
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
  bytes: number;
}

/** Says which of the two upstreams it is and what it saw; speaks a trivial protocol after an upgrade. */
function upstream(name: string): Server {
  const server = createServer((incoming, response) => {
    if (incoming.url === '/api/slow-stream') {
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.write('first ');
      setTimeout(() => response.end('second'), 150);
      return;
    }
    if (incoming.url === '/api/cut') {
      response.writeHead(200, { 'content-length': '100' });
      response.write('only this');
      setTimeout(() => response.destroy(), 50);
      return;
    }
    let bytes = 0;
    incoming.on('data', (piece: Buffer) => (bytes += piece.length));
    incoming.on('end', () => {
      const seen: Seen = {
        name,
        method: incoming.method,
        url: incoming.url,
        headers: incoming.headers,
        bytes,
      };
      response.writeHead(200, { 'content-type': 'application/json', 'set-cookie': ['a=1', 'b=2'] });
      response.end(JSON.stringify(seen));
    });
  });
  server.on('upgrade', (incoming, socket, head) => {
    if (incoming.url?.includes('refuse')) {
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    socket.write(`${name}:${head.toString()}`);
    socket.on('data', (piece: Buffer) => socket.write(piece.toString().toUpperCase()));
  });
  return server;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
}

describe('the proxy', () => {
  const frontend = upstream('frontend');
  const backend = upstream('backend');
  let port = 0;
  let deadPort = 0;
  let stops: (() => Promise<void>)[] = [];
  const at = (path: string) => `http://127.0.0.1:${port}${path}`;
  const ask = async (path: string, options: RequestInit = {}) =>
    (await (await fetch(at(path), options)).json()) as Seen;

  before(async () => {
    const ports = new PortFinder(false);
    const [frontendPort, backendPort, nobody] = [
      await ports.findAny(),
      await ports.findAny(),
      await ports.findAny(),
    ];
    port = await ports.findAny();
    deadPort = await ports.findAny();
    await Promise.all([listen(frontend, frontendPort), listen(backend, backendPort)]);
    const proxies = await Promise.all([
      startProxy({ port, frontendPort, backendPort }),
      startProxy({ port: deadPort, frontendPort: nobody, backendPort: nobody }),
    ]);
    stops = proxies.map(({ stop }) => stop);
  });
  after(async () => {
    await Promise.all(stops.map((stop) => stop()));
    for (const server of [frontend, backend]) {
      server.close();
      server.closeAllConnections();
    }
  });

  it('leads /api and /socket.io to the backend and everything else to the frontend', async () => {
    for (const path of ['/api', '/api/health/live', '/socket.io/?EIO=4']) {
      assert.equal((await ask(path)).name, 'backend', path);
    }
    for (const path of ['/', '/en/requests', '/apiary', '/socket.iox', '/_next/static/a.js?x=/api/']) {
      assert.equal((await ask(path)).name, 'frontend', path);
    }
  });

  it('keeps method, path, query, body, host and cookies', async () => {
    const seen = await ask('/api/x?y=%20z', { method: 'PUT', body: 'hello', headers: { cookie: 'c=d' } });
    assert.deepEqual(
      [seen.method, seen.url, seen.bytes, seen.headers.cookie, seen.headers.host],
      ['PUT', '/api/x?y=%20z', 5, 'c=d', `127.0.0.1:${port}`],
    );
    const response = await fetch(at('/api/x'));
    assert.deepEqual(response.headers.getSetCookie(), ['a=1', 'b=2']);
  });

  it('says for whom it asks, and believes nobody else about that', async () => {
    const { headers } = await ask('/api/x', {
      headers: {
        'x-forwarded-for': '8.8.8.8',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
        'x-real-ip': '8.8.8.8',
        forwarded: 'for=8.8.8.8',
        'x-middleware-subrequest': 'proxy',
        'x-request-id': 'forged',
      },
    });
    assert.equal(headers['x-forwarded-for'], '127.0.0.1');
    assert.equal(headers['x-real-ip'], '127.0.0.1');
    assert.equal(headers['x-forwarded-proto'], 'http');
    assert.equal(headers['x-forwarded-host'], `127.0.0.1:${port}`);
    assert.equal(headers.forwarded, undefined);
    assert.equal(headers['x-middleware-subrequest'], undefined);
    assert.match(String(headers['x-request-id']), /^[0-9a-f]{32}$/);
  });

  it('streams an answer as it comes', async () => {
    const response = await fetch(at('/api/slow-stream'));
    const reader = response.body?.getReader();
    const first = await reader?.read();
    assert.equal(Buffer.from(first?.value ?? []).toString(), 'first ');
    const second = await reader?.read();
    assert.equal(Buffer.from(second?.value ?? []).toString(), 'second');
  });

  it('does not pass off an answer that was cut short as a whole one', async () => {
    const response = await fetch(at('/api/cut'));
    await assert.rejects(response.text());
  });

  it('refuses bodies above the limit in the envelope, announced or not, and lets larger uploads through', async () => {
    const large = Buffer.alloc(1024 * 1024 + 1);
    const announced = await fetch(at('/api/x'), { method: 'POST', body: large });
    assert.equal(announced.status, 413);
    const body = (await announced.json()) as { success: boolean; error: { code: string } };
    assert.deepEqual([body.success, body.error.code], [false, 'PAYLOAD_TOO_LARGE']);

    const streamed = await new Promise<IncomingMessage>((resolve, reject) => {
      const outgoing = request(at('/api/x'), { method: 'POST' }, resolve).once('error', reject);
      outgoing.write(large);
      outgoing.end(large);
    });
    assert.equal(streamed.statusCode, 413);
    assert.match(await text(streamed), /PAYLOAD_TOO_LARGE/);

    const upload = await ask('/api/files', { method: 'POST', body: large });
    assert.deepEqual([upload.name, upload.bytes], ['backend', large.length]);
  });

  it('answers for an upstream that is not there: the envelope to programs, a page to people', async () => {
    const api = await fetch(`http://127.0.0.1:${deadPort}/api/x`);
    assert.deepEqual([api.status, api.headers.get('retry-after')], [503, '5']);
    assert.match(await api.text(), /"UPSTREAM_UNAVAILABLE"/);
    const page = await fetch(`http://127.0.0.1:${deadPort}/en`);
    assert.equal(page.status, 503);
    assert.match(page.headers.get('content-type') ?? '', /text\/html/);
    assert.match(await page.text(), /<html/i);
  });

  /** Opens a raw connection, asks for an upgrade, and gives everything that came within 300 ms. */
  async function upgrade(path: string, protocol: string, toPort = port, then?: string): Promise<string> {
    const socket = connect(toPort, '127.0.0.1');
    let received = '';
    socket.on('data', (piece: Buffer) => (received += piece.toString()));
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: ${protocol}\r\n\r\n`);
    await sleep(150);
    if (then !== undefined) socket.write(then);
    await sleep(150);
    socket.destroy();
    return received;
  }

  it('joins both ends of a WebSocket', async () => {
    const received = await upgrade('/socket.io/?EIO=4&transport=websocket', 'websocket', port, 'ping');
    assert.match(received, /^HTTP\/1\.1 101 /);
    assert.match(received, /backend:/);
    assert.match(received, /PING$/);
  });

  it('passes on a refused upgrade, upgrades to nothing else, and answers where nobody is there', async () => {
    assert.match(await upgrade('/socket.io/?refuse', 'websocket'), /^HTTP\/1\.1 403 /);
    assert.match(await upgrade('/api/x', 'h2c'), /^HTTP\/1\.1 400 /);
    assert.match(await upgrade('/socket.io/', 'websocket', deadPort), /^HTTP\/1\.1 503 /);
  });
});
