import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningProcess {
  readonly child: ChildProcess;
  readonly exit: Promise<Exit>;
  readonly output: () => string;
}

/** A server is started dozens of times: what one has compiled, the next need not. */
const COMPILED = join(import.meta.dirname, '../../node_modules/.cache/compiled');

/**
 * Runs one of our own files (a path from `backend/`) as a process of its own, with the test file's environment
 * and changes to it.
 */
export function spawnNode(
  file: string,
  args: readonly string[] = [],
  changes: Record<string, string> = {},
): RunningProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../..', file), ...args], {
    env: { ...process.env, NODE_OPTIONS: '', NODE_COMPILE_CACHE: COMPILED, ...changes },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  const exit = new Promise<Exit>((resolve) => {
    child.once('close', (code, signal) => {
      resolve({ code, signal, stdout, stderr });
    });
  });
  return { child, exit, output: () => stdout };
}
