import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildSync } from 'esbuild';

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

const ROOT = join(import.meta.dirname, '../..');
const CACHE = join(ROOT, 'node_modules/.cache');
/** A server is started dozens of times: what one has compiled, the next need not. */
const COMPILED = join(CACHE, 'compiled');
/** Beside node_modules, which holds what cannot be packed. */
const PACKED = join(CACHE, 'packed');
/** Native code, files that are served as they are, and what hardly any start loads. */
const NOT_PACKED = ['bcrypt', 'swagger-ui-dist', '@sentry/node'];
/** Packages written for `require` ask for it, and where they are, in what is a module now. */
const REQUIRE = [
  `import { createRequire as makeRequire } from 'node:module';`,
  `const require = makeRequire(import.meta.url);`,
  `const { filename: __filename, dirname: __dirname } = import.meta;`,
].join('\n');

const madeFor = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/**
 * One of our sources with all it imports as one file, made by the first in a test run who asks. A server's start is
 * mostly the reading of some two thousand modules; out of one file it takes a third of that.
 */
function packed(source: string): string {
  const run = process.env['AMN_TEST_RUN'] ?? '';
  const file = join(PACKED, `${basename(source, '.ts')}.mjs`);
  const stamp = `${file}.run`;
  mkdirSync(PACKED, { recursive: true });
  // Suites that ask at one moment: one of them packs, the others wait for it, though not for ever.
  const claim = `${file}.${run}.claim`;
  for (let waits = 0; waits < 300 && madeFor(stamp) !== run && !claimed(claim); waits += 1) pause(100);
  if (madeFor(stamp) === run) return file;
  const unfinished = `${file}.${process.pid}`;
  buildSync({
    absWorkingDir: ROOT,
    entryPoints: [source],
    outfile: unfinished,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    external: NOT_PACKED,
    banner: { js: REQUIRE },
    keepNames: true,
    logLevel: 'error',
  });
  // At one moment: another suite may be reading the file of that name.
  renameSync(unfinished, file);
  writeFileSync(stamp, run);
  rmSync(claim, { force: true });
  return file;
}

/** True for the first who asks. */
function claimed(claim: string): boolean {
  try {
    writeFileSync(claim, '', { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

const pause = (ms: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
};

/**
 * Runs one of our own files (a path from `backend/`) as a process of its own, with the test file's environment
 * and changes to it.
 * @param options.pack for what is started many times and is none of the bundles that a test is about
 */
export function spawnNode(
  file: string,
  args: readonly string[] = [],
  changes: Record<string, string> = {},
  options: { readonly pack?: boolean } = {},
): RunningProcess {
  const program = options.pack === true ? packed(file) : join(ROOT, file);
  const child = spawn(process.execPath, [program, ...args], {
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
