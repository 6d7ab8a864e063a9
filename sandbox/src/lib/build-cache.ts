import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { readJsonFile, writeFileAtomically } from './files.ts';

/** What no build reads: its own results, what npm installs, tests. */
const ignoredFolders = new Set(['node_modules', 'dist', '.next', 'coverage', 'test-results', '.amn']);

/** What a build of the frontend copies among its sources before it begins. */
const COPIED = join('public', 'fonts');

function isIgnored(name: string, path: string): boolean {
  return (
    ignoredFolders.has(name) ||
    path.endsWith(COPIED) ||
    /\.(test|spec)\.tsx?$|\.log$|\.tsbuildinfo$|\.md$/.test(name) ||
    ['next-env.d.ts', 'Dockerfile', '.DS_Store'].includes(name)
  );
}

async function sourcesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter(({ name }) => !isIgnored(name, join(folder, name)))
      .map((entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return sourcesIn(path);
        return Promise.resolve(entry.isFile() ? [path] : []);
      }),
  );
  return found.flat();
}

/** A hash of everything a build of this folder is made of: names and contents of its sources. */
export async function hashSources(folder: string): Promise<string> {
  const paths = (await sourcesIn(folder)).sort();
  const hash = createHash('sha256');
  for (const path of paths) {
    const content = await readFile(path);
    // The length keeps a file's end and the next one's name apart.
    hash.update(`${relative(folder, path)}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

export interface CachedBuild {
  /** The folder whose sources the build is made of. */
  folder: string;
  /** Files and folders that the build makes; where one is missing it is made again. */
  outputs: readonly string[];
  /** Where the stamp is kept. */
  stamp: string;
  build: () => Promise<void>;
}

/**
 * Builds unless this was done already for the sources as they are.
 * @returns true where it was built now
 */
export async function buildOnce({ folder, outputs, stamp, build }: CachedBuild): Promise<boolean> {
  const hash = await hashSources(folder);
  const isThere = outputs.every((output) => existsSync(join(folder, output)));
  if (isThere && (await readJsonFile(stamp)) === hash) return false;
  await build();
  const missing = outputs.filter((output) => !existsSync(join(folder, output)));
  if (missing.length > 0) throw new Error(`the build of ${folder} made no ${missing.join(', ')}`);
  // Sources that changed while they were built are not what this build is made of.
  if ((await hashSources(folder)) === hash) await writeFileAtomically(stamp, JSON.stringify(hash));
  return true;
}
