import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const START_TIMEOUT_MS = 20_000;

export interface Anvil {
  rpcUrl: string;
  port: number;
  stop: () => Promise<void>;
}

/** A port that nobody listens on right now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A chain of its own for a test; it mines a block for every transaction unless the arguments say otherwise. */
export async function startAnvil(extraArguments: readonly string[] = [], port?: number): Promise<Anvil> {
  const chosen = port ?? (await freePort());
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
  const manifest = import.meta.resolve(`@foundry-rs/anvil-${process.platform}-${architecture}/package.json`);
  const program = join(fileURLToPath(manifest), '../bin/anvil');
  const options = ['--host', '127.0.0.1', '--port', String(chosen), '--silent', ...extraArguments];
  const child = spawn(program, options, { stdio: ['ignore', 'ignore', 'inherit'] });
  // The chain must not outlive a test run that is cut short.
  const killOnExit = (): void => void child.kill('SIGKILL');
  process.once('exit', killOnExit);
  const rpcUrl = `http://127.0.0.1:${chosen}`;
  const giveUpAt = Date.now() + START_TIMEOUT_MS;
  while (!(await answers(rpcUrl))) {
    if (child.exitCode !== null || Date.now() > giveUpAt) throw new Error('anvil did not start.');
    await delay(20);
  }
  const stop = async (): Promise<void> => {
    process.removeListener('exit', killOnExit);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  return { rpcUrl, port: chosen, stop };
}

async function answers(rpcUrl: string): Promise<boolean> {
  try {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] });
    const headers = { 'Content-Type': 'application/json' };
    return (await fetch(rpcUrl, { method: 'POST', headers, body })).ok;
  } catch {
    return false;
  }
}
