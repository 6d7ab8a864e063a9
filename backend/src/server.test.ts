import { execFileSync } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPlatform } from './testing/platform.ts';
import { type RunningProcess, spawnNode } from './testing/spawn.ts';

const READY_WITHIN_MS = 3_000;
const MEMORY_BYTES = 250 * 1024 * 1024;
const ROOT = join(import.meta.dirname, '..');
/** Inside node_modules' reach, since packages are not bundled. */
const BUNDLE = 'node_modules/.cache/amn-server-test';
const SERVER = `${BUNDLE}/server.js`;

interface Started {
  readonly server: RunningProcess;
  readonly url: string;
  readonly readyCpuMs: number;
}

async function portOf(server: RunningProcess): Promise<number> {
  for (let attempt = 0; attempt < 1_000; attempt += 1) {
    const line = server
      .output()
      .split('\n')
      .find((text) => text.includes('the API listens'));
    if (line !== undefined) return (JSON.parse(line) as { boundPort: number }).boundPort;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`the server did not start: ${server.output()}`);
}

/** User and system time of a process so far; the kernel counts it in hundredths of a second. */
async function cpuMsOf(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function start(): Promise<Started> {
  const server = spawnNode(SERVER, [], { LOG_LEVEL: 'info' });
  const url = `http://127.0.0.1:${await portOf(server)}`;
  const { status } = await fetch(`${url}/api/health/ready`);
  if (status !== 200) throw new Error(`ready answered ${status}`);
  return { server, url, readyCpuMs: await cpuMsOf(server.child.pid ?? 0) };
}

async function stop({ server }: Started): Promise<number> {
  const begin = performance.now();
  server.child.kill('SIGTERM');
  const { code, stdout } = await server.exit;
  expect(code).toBe(0);
  expect(stdout).toContain('"stopped"');
  return performance.now() - begin;
}

let running: Started;
beforeAll(async () => {
  execFileSync(process.execPath, [join(ROOT, 'scripts/build.ts'), BUNDLE], { cwd: ROOT });
  await startPlatform();
  running = await start();
}, 60_000);
afterAll(async () => {
  running.server.child.kill('SIGKILL');
  await rm(join(ROOT, BUNDLE), { recursive: true, force: true });
});

describe('the production bundle as a process', () => {
  it('is ready within 3 s of processor time and stays under 250 MB', async () => {
    // Processor time, not the clock on the wall: other suites run beside this one on few cores.
    expect(running.readyCpuMs).toBeGreaterThan(0);
    expect(running.readyCpuMs).toBeLessThan(READY_WITHIN_MS);
    const status = await readFile(`/proc/${running.server.child.pid ?? 0}/status`, 'utf8');
    const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
    expect(kilobytes).toBeGreaterThan(0);
    expect(kilobytes * 1024).toBeLessThan(MEMORY_BYTES);
  }, 60_000);

  it('shows its reference page with its own assets under the content security policy', async () => {
    const page = await fetch(`${running.url}/api/docs`);
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(html).not.toMatch(/<script>/);
    for (const [, path] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect((await fetch(`${running.url}${path ?? ''}`)).status).toBe(200);
    }
    const document = (await (await fetch(`${running.url}/api/docs/openapi.json`)).json()) as {
      openapi: string;
    };
    expect(document.openapi).toBe('3.1.0');
    expect((await fetch(`${running.url}/api/docs/asyncapi.json`)).status).toBe(200);
  });

  it('stops on SIGTERM within 10 s and says so', async () => {
    expect(await stop(running)).toBeLessThan(10_000);
  });

  it('dies loudly with a list when its configuration is wrong', async () => {
    const { code, stderr } = await spawnNode(SERVER, [], { JWT_SECRET: 'hunter2', MAIL_FROM: '' }).exit;
    expect(code).toBe(1);
    expect(stderr).toContain('JWT_SECRET: must have at least 32');
    expect(stderr).toContain('MAIL_FROM is not set');
    expect(stderr).not.toContain('hunter2');
    expect(stderr).not.toContain('    at ');
  });
});
