#!/usr/bin/env node
/**
 * The one way in: `node scripts/enter.mjs start|dev|test|test:long|simulate|chaos|ledger:check [options]`.
 *
 * It needs nothing but a Node of version 20 or newer. It installs what is missing in the root and in every
 * folder that has a lock file, and goes on under the Node that the root's lock file names.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** What each command goes on with, under the newer Node. */
const entries = {
  start: ['sandbox/src/start.ts'],
  dev: ['sandbox/src/start.ts', '--dev'],
  test: ['scripts/test.ts'],
  'test:long': ['scripts/test.ts', '--long'],
  simulate: ['backend/scripts/simulate.ts'],
  chaos: ['scripts/chaos.ts'],
  'ledger:check': ['sandbox/src/ledger-check.ts'],
};

/** The folders with packages of their own, the ones that others wait for longest first. */
export const folders = ['frontend', 'backend', 'sandbox', 'e2e'];

const stampName = '.amn-installed';

/**
 * What an installation depends on: the lock file, npm's settings for the folder, and the machine.
 * @param {string} folder
 */
export function stampOf(folder) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  for (const name of ['package-lock.json', '.npmrc']) {
    const path = join(folder, name);
    hash.update(`${name}\n`).update(existsSync(path) ? readFileSync(path) : '');
  }
  return hash.digest('hex');
}

/**
 * Is every package of the lock file installed in the version it names? npm keeps its own note of what it
 * installed, so somebody who ran `npm install` by hand need not wait for it again.
 * @param {string} folder
 */
export function isInstalledByHand(folder) {
  const note = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(note)) return false;
  /** @type {Record<string, {version?: string, integrity?: string, optional?: boolean}>} */
  const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages;
  /** @type {typeof wanted} */
  const installed = JSON.parse(readFileSync(note, 'utf8')).packages;
  return Object.entries(wanted).every(([path, want]) => {
    if (path === '') return true;
    const have = installed[path];
    if (have === undefined) return want.optional === true;
    return have.version === want.version && have.integrity === want.integrity;
  });
}

/** @param {string} folder */
export function isInstalled(folder) {
  const stamp = join(folder, 'node_modules', stampName);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(folder)) return true;
  if (!isInstalledByHand(folder)) return false;
  writeFileSync(stamp, stampOf(folder));
  return true;
}

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();
/** @type {NodeJS.Signals | undefined} */
let stoppedBy;

/** @param {NodeJS.Signals} signal */
function stop(signal) {
  stoppedBy ??= signal;
  // SIGINT from a terminal reached the children too; a second one a moment later does them no harm.
  for (const child of children) child.kill(signal);
}

/** Ends this process the way a shell expects of one that was ended by a signal. */
function exitByStop() {
  process.exit(128 + constants.signals[stoppedBy ?? 'SIGTERM']);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd: string, env: NodeJS.ProcessEnv, quiet: boolean}} options
 * @returns {Promise<{code: number, output: string}>}
 */
function run(command, args, { cwd, env, quiet }) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell: process.platform === 'win32',
    });
    children.add(child);
    let output = '';
    child.stdout?.on('data', (piece) => (output += piece));
    child.stderr?.on('data', (piece) => (output += piece));
    child.once('error', failed);
    child.once('close', (code, signal) => {
      children.delete(child);
      done({ code: code ?? 128 + constants.signals[signal ?? 'SIGTERM'], output });
    });
  });
}

/**
 * What npm says is wrong comes first, and a page about how npm is used after it.
 * @param {string} output
 */
function reasonOf(output) {
  const lines = output.trim().split('\n');
  const errors = lines.filter((line) => line.startsWith('npm error'));
  return (errors.length > 0 ? errors : lines).slice(0, 20).join('\n');
}

/** @param {string} name the folder's name, or '' for the root */
async function install(name) {
  const folder = join(root, name);
  if (isInstalled(folder)) return;
  const title = name === '' ? 'the root' : name;
  const began = Date.now();
  console.log(`· installing ${title}`);
  const env = {
    ...process.env,
    PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
  };
  rmSync(join(folder, 'node_modules', stampName), { force: true });
  for (const attempt of [1, 2]) {
    if (stoppedBy) exitByStop();
    const { code, output } = await run('npm', ['ci', '--no-fund', '--no-audit'], {
      cwd: folder,
      env,
      quiet: true,
    });
    if (stoppedBy) exitByStop();
    if (code === 0) break;
    if (attempt === 2) throw new Error(`npm ci failed in ${title}:\n${reasonOf(output)}`);
    console.log(`  npm ci failed in ${title}; trying once more`);
  }
  writeFileSync(join(folder, 'node_modules', stampName), stampOf(folder));
  console.log(`✓ ${title} installed (${Math.round((Date.now() - began) / 1000)} s)`);
}

async function installAll() {
  await install('');
  const waiting = folders.filter((name) => existsSync(join(root, name, 'package-lock.json')));
  const lane = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) await install(name);
  };
  // npm waits for the network about as long as it computes, so three at once keep two cores busy.
  await Promise.all([lane(), lane(), lane()]);
}

/** When npm is killed, nobody tells its script; being handed to another parent shows it. */
function watchParent() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop('SIGTERM');
  }, 1_000).unref();
}

async function main() {
  const [command = '', ...flags] = process.argv.slice(2);
  if (!Object.hasOwn(entries, command)) {
    console.error(`Usage: node scripts/enter.mjs ${Object.keys(entries).join('|')} [options]`);
    process.exit(2);
  }
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) {
    console.error(`Node 20 or newer is needed to begin with; this is ${process.versions.node}.`);
    process.exit(2);
  }
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => stop(signal));
  watchParent();
  await installAll();
  const bin = join(root, 'node_modules/.bin');
  const [script = '', ...args] = entries[/** @type {keyof typeof entries} */ (command)];
  const { code } = await run(join(bin, 'node'), [join(root, script), ...args, ...flags], {
    cwd: root,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
    quiet: false,
  });
  process.exit(code);
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(`✗ ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  });
}
