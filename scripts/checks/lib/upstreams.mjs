// Two upstreams that tell what reached them: each answers with the request as it saw it.
import { createServer } from 'node:http';
import { webSocketAccept } from './http.mjs';

/** Security headers as helmet and proxy.ts send them: they must arrive once, unchanged. */
export const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'self'",
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'referrer-policy': 'no-referrer',
};
export const PROVIDER_ERROR =
  '{"success":false,"error":{"code":"PROVIDER_UNAVAILABLE","message":"x","details":null}}';

/** @returns {Promise<{ port: number, seen: number, stop: () => Promise<void> }>} `seen` counts the requests */
export async function startUpstream(name) {
  const upstream = { port: 0, seen: 0, stop: () => Promise.resolve() };
  const server = createServer((request, response) => {
    upstream.seen += 1;
    let bytes = 0;
    request.on('data', (chunk) => (bytes += chunk.length));
    request.once('end', () => answer(name, request, bytes, response));
  });
  const sockets = new Set();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (request, socket) => {
    const accept = webSocketAccept(request.headers['sec-websocket-key']);
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n');
    socket.write(`Sec-WebSocket-Accept: ${accept}\r\n\r\n`);
    socket.on('data', (data) => socket.write(data));
    socket.on('error', () => socket.destroy());
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  upstream.port = server.address().port;
  upstream.stop = async () => {
    const closed = new Promise((done) => server.close(done));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return upstream;
}

function answer(name, request, bytes, response) {
  for (const [header, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(header, value);
  if (request.url.startsWith('/_next/static/')) {
    const missing = request.url.includes('missing');
    response.writeHead(missing ? 404 : 200, {
      'Content-Type': 'application/javascript',
      'Cache-Control': missing ? 'private, no-cache' : 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
    });
    response.end('export {};');
    return;
  }
  if (request.url === '/api/hang-up') {
    request.socket.destroy();
    return;
  }
  if (request.url === '/api/provider-error') {
    response.writeHead(502, { 'Content-Type': 'application/json' });
    response.end(PROVIDER_ERROR);
    return;
  }
  response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' });
  const { method, url, headers } = request;
  // Long enough that compressing it is worth it.
  response.end(JSON.stringify({ name, method, url, headers, bytes, padding: 'amn '.repeat(500) }));
}
