// Runs the Nginx configuration for real, in front of two upstreams that tell what reached them. With
// AMN_FRONTEND_PORT and AMN_BACKEND_PORT also in front of the real stack.
import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countHeader, send, upgrade } from './lib/http.mjs';
import { startNginx } from './lib/nginx-instance.mjs';
import { conclude, notRun } from './lib/outcome.mjs';
import { nginx, rootDir } from './lib/parts.mjs';
import { checkRealStack } from './lib/real-stack.mjs';
import { PROVIDER_ERROR, SECURITY_HEADERS, startUpstream } from './lib/upstreams.mjs';

const MIB = 1024 * 1024;
const problems = [];
let expectations = 0;

function expect(ok, sentence) {
  expectations += 1;
  if (!ok) problems.push(sentence);
}

function envelopeOf({ body, headers }) {
  if (!headers['content-type']?.startsWith('application/json')) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function expectEnvelope(answer, status, code, what) {
  const envelope = envelopeOf(answer);
  expect(answer.status === status, `${what}: status ${answer.status} instead of ${status}`);
  expect(
    envelope?.success === false &&
      envelope.error?.code === code &&
      typeof envelope.error.message === 'string',
    `${what}: no error envelope with ${code}, but ${answer.body.slice(0, 120)}`,
  );
  expect(/^[0-9a-f]{32}$/.test(answer.headers['x-request-id'] ?? ''), `${what}: no request id`);
  expect(answer.headers['cache-control'] === 'no-store', `${what}: the error may be cached`);
}

async function routing(port) {
  const routes = [
    ['/', 'frontend'],
    ['/fa/requests?status=open', 'frontend'],
    ['/apiary', 'frontend'],
    ['/api', 'backend'],
    ['/api/marketplace/requests?q=a%20b&cursor=x%2Fy', 'backend'],
    ['/api/files/a%2Fb', 'backend'],
    ['/api/auth/session', 'backend'],
    ['/socket.io/?EIO=4&transport=polling', 'backend'],
  ];
  for (const [path, upstream] of routes) {
    const { name, url } = JSON.parse((await send(port, path)).body);
    expect(name === upstream, `${path} reached the ${name}`);
    expect(url === path, `${path} arrived as ${url}`);
  }
}

async function requestHeaders(port) {
  const { headers } = JSON.parse(
    (
      await send(port, '/api/echo', {
        headers: {
          Host: 'amn.test:8083',
          'X-Forwarded-For': '203.0.113.9',
          'X-Forwarded-Proto': 'https',
          'X-Real-IP': '203.0.113.9',
          Forwarded: 'for=203.0.113.9',
          'X-Request-Id': 'chosen-by-the-client',
          'X-Middleware-Subrequest': 'proxy',
          Authorization: 'Bearer x',
        },
      })
    ).body,
  );
  expect(
    headers['x-forwarded-for'] === '127.0.0.1',
    `an untrusted X-Forwarded-For arrived: ${headers['x-forwarded-for']}`,
  );
  expect(headers['x-real-ip'] === '127.0.0.1', `an untrusted X-Real-IP arrived: ${headers['x-real-ip']}`);
  expect(
    headers['x-forwarded-proto'] === 'http',
    `an untrusted X-Forwarded-Proto arrived: ${headers['x-forwarded-proto']}`,
  );
  expect(headers.forwarded === undefined, 'the header Forwarded arrived');
  expect(headers['x-middleware-subrequest'] === undefined, 'the header X-Middleware-Subrequest arrived');
  expect(/^[0-9a-f]{32}$/.test(headers['x-request-id'] ?? ''), `request id: ${headers['x-request-id']}`);
  expect(headers.host === 'amn.test:8083', `Host arrived as ${headers.host}`);
  expect(headers.authorization === 'Bearer x', 'Authorization did not arrive');
}

async function trustedProxy(options) {
  const instance = await startNginx({ ...options, trustedProxies: '127.0.0.0/8, 10.1.0.0/16' });
  try {
    const forwarded = { 'X-Forwarded-For': '6.6.6.6, 203.0.113.9, 10.1.2.3', 'X-Forwarded-Proto': 'https' };
    const { headers } = JSON.parse((await send(instance.port, '/api/echo', { headers: forwarded })).body);
    expect(
      headers['x-forwarded-for'] === '203.0.113.9',
      `behind a CDN the client is ${headers['x-forwarded-for']}`,
    );
    expect(
      headers['x-forwarded-proto'] === 'https',
      `behind a CDN the scheme is ${headers['x-forwarded-proto']}`,
    );
  } finally {
    await instance.stop();
  }
  const refused = await startNginx({ ...options, trustedProxies: 'everybody' }).then(
    async (started) => {
      await started.stop();
      return '';
    },
    (error) => error.message,
  );
  expect(refused.includes("'everybody'"), 'Nginx started though TRUSTED_PROXIES names no address');
}

async function webSocket(port) {
  const { accepted, socket } = await upgrade(port, '/socket.io/?EIO=4&transport=websocket');
  expect(accepted, 'the WebSocket handshake did not come through');
  if (socket) {
    const echoed = new Promise((done) => socket.once('data', (data) => done(data.toString())));
    socket.write('there and back');
    expect((await echoed) === 'there and back', 'bytes on the WebSocket were changed');
    socket.destroy();
  }
  const elsewhere = await upgrade(port, '/api/echo');
  elsewhere.socket?.destroy();
  expect(elsewhere.status === 200, `an upgrade outside /socket.io got ${elsewhere.status}`);
  const h2c = await upgrade(port, '/socket.io/', 'h2c');
  h2c.socket?.destroy();
  expect(h2c.status === 200, `an upgrade to h2c got ${h2c.status}`);
}

async function bodyLimits(port) {
  const post = (path, bytes) => send(port, path, { method: 'POST', body: Buffer.alloc(bytes, 'a') });
  const storage = await readFile(join(rootDir, 'backend/src/platform/storage.ts'), 'utf8');
  expect(
    storage.includes('MAX_UPLOAD_BYTES = 10 * 1024 * 1024;'),
    "10 MiB is not the backend's limit for uploads",
  );
  const upload = await post('/api/files', 10 * MIB);
  expect(
    upload.status === 200 && JSON.parse(upload.body).bytes === 10 * MIB,
    `an upload of 10 MiB got ${upload.status}`,
  );
  expectEnvelope(await post('/api/files', 12 * MIB), 413, 'PAYLOAD_TOO_LARGE', 'an upload of 12 MiB');
  expectEnvelope(
    await post('/api/marketplace/requests', MIB + 1),
    413,
    'PAYLOAD_TOO_LARGE',
    'a JSON body over 1 MiB',
  );
}

async function answersAsTheyAre(port) {
  const providerError = await send(port, '/api/provider-error');
  expect(
    providerError.status === 502 && providerError.body === PROVIDER_ERROR,
    "the backend's own error did not come through unchanged",
  );
  for (const path of ['/api/echo', '/en', '/_next/static/chunks/a.js']) {
    const answer = await send(port, path);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      const times = countHeader(answer, name);
      expect(
        times === 1 && answer.headers[name] === value,
        `${path}: ${name} came ${times} times: ${answer.headers[name]}`,
      );
    }
    expect(!/\d/.test(answer.headers.server ?? ''), `${path}: the version of Nginx is shown`);
  }
}

async function compressionAndCaching(port, frontend) {
  const gzip = { headers: { 'Accept-Encoding': 'gzip' } };
  const json = await send(port, '/api/echo', gzip);
  expect(json.headers['content-encoding'] === 'gzip', 'JSON is not compressed');
  expect(/accept-encoding/i.test(json.headers.vary ?? ''), 'compressed JSON without Vary');
  const auth = await send(port, '/api/auth/session', gzip);
  expect(auth.headers['content-encoding'] === undefined, 'answers of /api/auth are compressed');

  const script = await send(port, '/_next/static/chunks/b.js');
  const seen = frontend.seen;
  await send(port, '/_next/static/chunks/b.js?again');
  expect(
    script.headers['cache-control'] === 'public, max-age=31536000, immutable',
    'a built file may not be kept',
  );
  expect(countHeader(script, 'cache-control') === 1, 'a built file has two Cache-Control headers');
  expect(frontend.seen === seen, 'a built file is fetched from the frontend a second time');
  const missing = await send(port, '/_next/static/chunks/missing.js');
  expect(
    missing.status === 404 && missing.headers['cache-control'] === 'no-store',
    'a missing file may be kept',
  );
}

async function authRateLimit(port) {
  const attempts = await Promise.all(
    Array.from({ length: 90 }, () => send(port, '/api/auth/login', { method: 'POST', body: '{}' })),
  );
  const passed = attempts.filter(({ status }) => status === 200).length;
  const limited = attempts.find(({ status }) => status === 429);
  expect(passed >= 50 && passed < 90, `${passed} of 90 sign-ins at once came through`);
  if (limited) {
    expectEnvelope(limited, 429, 'RATE_LIMITED', 'too many sign-ins');
    expect(Number(limited.headers['retry-after']) > 0, 'too many sign-ins: no Retry-After');
  }
  expect(
    (await send(port, '/api/echo')).status === 200,
    'the limit on /api/auth holds up the rest of the API',
  );
}

async function deadUpstreams(port, frontend, backend) {
  expectEnvelope(await send(port, '/api/hang-up'), 503, 'UPSTREAM_UNAVAILABLE', 'a backend that hangs up');
  await backend.stop();
  for (const path of ['/api/health/ready', '/api/files', '/socket.io/?EIO=4']) {
    const answer = await send(port, path, { method: 'POST', body: '{}' });
    expectEnvelope(answer, 503, 'UPSTREAM_UNAVAILABLE', `${path} with a dead backend`);
    expect(Number(answer.headers['retry-after']) > 0, `${path} with a dead backend: no Retry-After`);
  }
  expect((await send(port, '/en')).status === 200, 'pages are gone with the backend');
  await frontend.stop();
  const page = await send(port, '/en', { method: 'POST', body: 'x' });
  expect(
    page.status === 503 && page.body.includes('lang="vi"'),
    `a page with a dead frontend: ${page.status}`,
  );
  expect(
    page.headers['content-type'] === 'text/html; charset=utf-8',
    `its type: ${page.headers['content-type']}`,
  );
  expect(page.headers['cache-control'] === 'no-store', 'the page for a dead frontend may be kept');
  expect(
    (await send(port, '/_next/static/chunks/b.js')).status === 200,
    'built files are gone with the frontend',
  );
}

async function accessLog(instance) {
  await send(instance.port, '/en/verify?token=s3cr3t-of-a-mail', {
    headers: { Referer: 'http://x/?token=s3cr3t-too' },
  });
  const lines = (await instance.stdout()).trim().split('\n');
  const last = JSON.parse(lines.at(-1));
  expect(last.path === '/en/verify', `the log's path is ${last.path}`);
  for (const field of ['time', 'requestId', 'client', 'method', 'status', 'durationS', 'userAgent']) {
    expect(last[field] !== undefined, `the log has no ${field}`);
  }
  expect(!`${lines.join()}${await instance.stderr()}`.includes('s3cr3t'), 'a token stands in the log');
}

async function errorCatalogue() {
  const errors = await readFile(join(rootDir, 'backend/src/shared/errors.ts'), 'utf8');
  const configuration = await readFile(join(rootDir, 'nginx/api-errors.conf'), 'utf8');
  const answers = [...configuration.matchAll(/return (\d+) '(.+)';/g)];
  expect(answers.length === 3, `nginx/api-errors.conf has ${answers.length} answers`);
  for (const [, status, body] of answers) {
    const { code } = JSON.parse(body).error;
    expect(
      errors.includes(`${code}: [${status},`),
      `${code} with ${status} is not in the backend's list of errors`,
    );
  }
}

const { path: nginxPath, why } = await nginx();
if (!nginxPath) notRun(why);
const frontend = await startUpstream('frontend');
const backend = await startUpstream('backend');
const options = { nginxPath, frontendPort: frontend.port, backendPort: backend.port };
await errorCatalogue();
await trustedProxy(options);
const instance = await startNginx(options);
try {
  await routing(instance.port);
  await requestHeaders(instance.port);
  await webSocket(instance.port);
  await bodyLimits(instance.port);
  await answersAsTheyAre(instance.port);
  await compressionAndCaching(instance.port, frontend);
  await accessLog(instance);
  await authRateLimit(instance.port);
  await deadUpstreams(instance.port, frontend, backend);
} finally {
  await Promise.allSettled([frontend.stop(), backend.stop()]);
  await instance.stop();
}
const { AMN_FRONTEND_PORT: frontendPort, AMN_BACKEND_PORT: backendPort } = process.env;
if (frontendPort && backendPort) await checkRealStack({ nginxPath, frontendPort, backendPort, expect });
conclude(problems, `Nginx configuration, run with ${nginxPath}, ${expectations} expectations`);
