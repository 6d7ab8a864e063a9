import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
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

/**
 * One of our sources with all it imports as one file, whose name tells what is in it. A server's start is mostly the
 * reading of some two thousand modules; out of one file it takes a third of that.
 */
function packed(source: string): string {
  const [made] = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [source],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    external: NOT_PACKED,
    banner: { js: REQUIRE },
    keepNames: true,
    logLevel: 'error',
  }).outputFiles;
  if (!made) throw new Error(`nothing was made of ${source}`);
  const file = join(PACKED, `${basename(source, '.ts')}-${made.hash.replaceAll(/\W/g, '')}.mjs`);
  if (existsSync(file)) return file;
  mkdirSync(PACKED, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, made.contents);
  // At one moment: another suite may be reading the file of that name.
  renameSync(unfinished, file);
  return file;
}

const packs = new Map<string, string>();

/** The same file for every start of a suite. */
function packedOnce(source: string): string {
  const file = packs.get(source) ?? packed(source);
  packs.set(source, file);
  return file;
}

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
  const program = options.pack === true ? packedOnce(file) : join(ROOT, file);
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
