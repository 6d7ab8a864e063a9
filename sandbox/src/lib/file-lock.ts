import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf, isAlive, type ProcessIdentity } from './processes.ts';
import { codeOf } from './say.ts';

async function holderOf(path: string): Promise<ProcessIdentity | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as ProcessIdentity;
  } catch (error) {
    // Gone again, or created a moment ago and not filled yet.
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Does `work` while no other process does work under the same lock file. A lock whose holder was killed
 * counts for nothing.
 * @param onWait called once where another process has to be waited for
 */
export async function withFileLock<T>(path: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  let waited = false;
  let emptySince: number | undefined;
  for (;;) {
    try {
      await writeFile(path, JSON.stringify(identityOf(process.pid)), { flag: 'wx' });
      break;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const holder = await holderOf(path);
    emptySince = holder === undefined ? (emptySince ?? performance.now()) : undefined;
    const isStale = holder === undefined ? performance.now() - (emptySince ?? 0) > 2_000 : !isAlive(holder);
    if (isStale) {
      await rm(path, { force: true });
      continue;
    }
    if (!waited && holder !== undefined) onWait();
    waited ||= holder !== undefined;
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}
