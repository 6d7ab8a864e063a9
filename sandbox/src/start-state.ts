import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from './lib/files.ts';
import type { Say } from './lib/say.ts';

/** How far the filling of a state with the demo's people and deals has come. */
type SeedMark = 'began' | 'done' | 'skipped';

/** The folder with everything a stack keeps. Its parts tell of one another, so it is kept or dropped as one set. */
export class StackState {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Drops what is there where that is asked for, or where its first filling was never finished. */
  async prepare(fresh: boolean, say: Say): Promise<void> {
    const isHalfSeeded = this.#is('began') && !this.#is('done');
    if (isHalfSeeded && !fresh) say('  the demo data was left half loaded: starting over');
    if (fresh || isHalfSeeded) await this.#drop();
    const present = ['mongo', 'chain', 'shkeeper'].filter((name) => existsSync(join(this.folder, name)));
    if (this.isSeeded && present.length < 3 && !process.env.MONGODB_URI) {
      throw new Error(
        `Parts of the data in ${this.folder} are missing. Start over with: npm start -- --fresh`,
      );
    }
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
  }

  /** True where a stack has kept its data. */
  get exists(): boolean {
    return existsSync(join(this.folder, 'mongo'));
  }

  get isSeeded(): boolean {
    return this.#is('done');
  }

  /** False where it holds the demo's data, or where somebody began with it empty and filled it themselves. */
  get wantsSeed(): boolean {
    return !this.#is('done') && !this.#is('skipped');
  }

  mark(what: SeedMark): Promise<void> {
    return writeFileAtomically(join(this.folder, `seed-${what}`), '');
  }

  #is(what: SeedMark): boolean {
    return existsSync(join(this.folder, `seed-${what}`));
  }

  async #drop(): Promise<void> {
    if (process.env.MONGODB_URI) {
      throw new Error('The database that MONGODB_URI names is yours: empty it yourself, then start again.');
    }
    const names = existsSync(this.folder) ? await readdir(this.folder) : [];
    for (const name of names) {
      // The logs tell of the runs before and belong to no set.
      if (name !== 'logs') await rm(join(this.folder, name), { recursive: true, force: true });
    }
  }
}
