// The Nginx configuration in front of the running frontend and backend.
import { countHeader, send, upgrade } from './http.mjs';
import { startNginx } from './nginx-instance.mjs';

const ONCE = [
  'content-security-policy',
  'x-content-type-options',
  'referrer-policy',
  'cache-control',
  'x-request-id',
];

/** @param {{ nginxPath: string, frontendPort: string, backendPort: string, expect: (ok: boolean, sentence: string) => void }} options */
export async function checkRealStack({ expect, ...options }) {
  const instance = await startNginx(options);
  try {
    const ready = await send(instance.port, '/api/health/ready');
    expect(
      ready.status === 200 && JSON.parse(ready.body).success === true,
      `/api/health/ready: ${ready.status}`,
    );

    const unknown = await send(instance.port, '/api/there-is-no-such-route');
    expect(
      unknown.status === 404 && JSON.parse(unknown.body).error?.code === 'NOT_FOUND',
      `an unknown route of the API: ${unknown.status} ${unknown.body.slice(0, 120)}`,
    );

    const page = await send(instance.port, '/en');
    expect(page.status === 200 && /<html[^>]+lang="en"/.test(page.body), `/en: ${page.status}`);

    for (const answer of [ready, unknown, page]) {
      for (const name of ONCE) expect(countHeader(answer, name) <= 1, `${name} came more than once`);
    }

    const script = /\/_next\/static\/[^"]+\.js/.exec(page.body)?.[0];
    expect(script !== undefined, '/en names no script of the build');
    if (script) {
      const { status, headers } = await send(instance.port, script);
      expect(status === 200 && headers['cache-control']?.includes('immutable'), `${script}: ${status}`);
    }

    const polling = await send(instance.port, '/socket.io/?EIO=4&transport=polling');
    expect(
      polling.status === 200 && polling.body.startsWith('0{'),
      `Socket.IO by polling: ${polling.status}`,
    );
    const { accepted, socket, status } = await upgrade(
      instance.port,
      '/socket.io/?EIO=4&transport=websocket',
    );
    socket?.destroy();
    expect(accepted, `Socket.IO by WebSocket: ${status}`);
  } finally {
    await instance.stop();
  }
}
