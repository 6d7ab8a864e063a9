// Runs the project's own Nginx configuration on free ports of this machine. Only names that exist nowhere but in
// the Compose network are replaced in the copy: the two upstreams, the port and the directories.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { send } from './http.mjs';
import { rootDir } from './parts.mjs';

const START_TIMEOUT_MS = 10_000;

export async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

async function copyConfiguration(dir, replacements) {
  await mkdir(join(dir, 'conf'));
  await mkdir(join(dir, 'run'));
  const unused = new Set(replacements.map(([name]) => name));
  const source = join(rootDir, 'nginx');
  for (const file of await readdir(source, { recursive: true })) {
    if ((await stat(join(source, file))).isDirectory()) continue;
    let text = await readFile(join(source, file), 'utf8');
    for (const [name, value] of replacements) {
      if (text.includes(name)) unused.delete(name);
      text = text.replaceAll(name, value);
    }
    // In its container Nginx never is root; here it may be, and would hand its workers to a user who may not read this.
    if (file === 'nginx.conf' && process.getuid?.() === 0) text = `user root;\n${text}`;
    await mkdir(dirname(join(dir, 'conf', file)), { recursive: true });
    await writeFile(join(dir, 'conf', file), text);
  }
  if (unused.size > 0) throw new Error(`nginx/ does not say ${[...unused].join(', ')} any more`);
}

/**
 * @param {{ nginxPath: string, frontendPort: number, backendPort: number, trustedProxies?: string }} options
 * @returns {Promise<{ port: number, stdout: () => Promise<string>, stderr: () => Promise<string>, stop: () => Promise<void> }>}
 */
export async function startNginx({ nginxPath, frontendPort, backendPort, trustedProxies = '' }) {
  const dir = await mkdtemp(join(tmpdir(), 'amn-nginx-'));
  const port = await freePort();
  try {
    await copyConfiguration(dir, [
      ['http://frontend:8083', `http://127.0.0.1:${frontendPort}`],
      ['http://backend:5001', `http://127.0.0.1:${backendPort}`],
      ['listen 8083;', `listen 127.0.0.1:${port};`],
      ['/tmp/amn', join(dir, 'run')],
      ['/etc/amn', join(dir, 'conf')],
    ]);
    // Files and no pipes: Nginx opens /dev/stdout anew, which a socket does not allow.
    const out = await open(join(dir, 'stdout'), 'a');
    const err = await open(join(dir, 'stderr'), 'a');
    const child = spawn('sh', [join(dir, 'conf/start.sh')], {
      env: {
        ...process.env,
        TRUSTED_PROXIES: trustedProxies,
        PATH: `${dirname(nginxPath)}${delimiter}${process.env.PATH}`,
      },
      stdio: ['ignore', out.fd, err.fd],
    });
    const exited = new Promise((done) => child.once('exit', (code) => done(code ?? -1)));
    const instance = {
      port,
      stdout: () => readFile(join(dir, 'stdout'), 'utf8'),
      stderr: () => readFile(join(dir, 'stderr'), 'utf8'),
      stop: async () => {
        child.kill('SIGTERM');
        await exited;
        await Promise.all([out.close(), err.close()]);
        await rm(dir, { recursive: true });
      },
    };
    if (await answers(port, exited)) return instance;
    const why = await instance.stderr();
    await instance.stop();
    throw new Error(`Nginx did not start: ${why.trim()}`);
  } catch (error) {
    await rm(dir, { recursive: true, force: true });
    throw error;
  }
}

async function answers(port, exited) {
  let gone = false;
  void exited.then(() => (gone = true));
  const until = Date.now() + START_TIMEOUT_MS;
  while (!gone && Date.now() < until) {
    const answer = await send(port, '/healthz').then(
      ({ status }) => status,
      () => undefined,
    );
    if (answer === 200) return true;
    await sleep(50);
  }
  return false;
}
