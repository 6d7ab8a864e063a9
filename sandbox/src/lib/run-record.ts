import { rmSync } from 'node:fs';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from './files.ts';
import { endGroup, identityOf, isAlive } from './processes.ts';
import { codeOf, type Say } from './say.ts';

const identity = z.object({ pid: z.number(), began: z.string() });
const part = identity.extend({ name: z.string(), tier: z.number() });
const record = z.object({ owner: identity, parts: z.array(part) });

/** A process that a run started. Higher tiers lean on lower ones, so they are ended first. */
export type RecordedPart = z.infer<typeof part>;
type Content = z.infer<typeof record>;

/** Ends processes tier by tier, the highest first, those of one tier together. */
export async function endByTier(parts: readonly RecordedPart[], graceMs: number): Promise<void> {
  const tiers = [...new Set(parts.map(({ tier }) => tier))].sort((a, b) => b - a);
  for (const tier of tiers) {
    await Promise.all(parts.filter((one) => one.tier === tier).map((one) => endGroup(one, graceMs)));
  }
}

async function read(path: string): Promise<Content | undefined> {
  try {
    return record.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    // A run killed between creating and filling the file leaves it empty: nothing was started then.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

/** True while a live process holds the record of a state folder. */
export async function isRunning(path: string): Promise<boolean> {
  const found = await read(path);
  return found !== undefined && isAlive(found.owner);
}

/**
 * The file that says which run uses a state folder and which processes it started. It is the lock on that
 * folder, and after a SIGKILL it is how the next run finds what was left behind.
 */
export class RunRecord {
  readonly #path: string;
  readonly #content: Content;
  #writing: Promise<void> = Promise.resolve();

  private constructor(path: string, content: Content) {
    this.#path = path;
    this.#content = content;
  }

  /**
   * Takes the folder for this process. Leftovers of a killed run are ended first; a live run is an error.
   * @returns the record, and whether the run before ended without tidying up
   */
  static async take(path: string, say: Say): Promise<{ record: RunRecord; wasKilled: boolean }> {
    await mkdir(dirname(path), { recursive: true });
    const before = await read(path);
    if (before !== undefined) {
      if (isAlive(before.owner)) {
        throw new Error(
          `Amn already runs on this data (process ${before.owner.pid}). Stop it first, with Ctrl-C where it runs.`,
        );
      }
      const left = before.parts.filter(isAlive);
      if (left.length > 0) {
        say(`  a killed run left ${left.map(({ name }) => name).join(', ')} behind: ending them first`);
        await endByTier(left, 10_000);
      }
    }
    const wasKilled = before !== undefined;
    await rm(path, { force: true });
    const owner = identityOf(process.pid);
    if (owner === undefined) throw new Error('this process does not find itself among the running ones');
    // 'wx' fails if another start was quicker, so two can never both believe they own the folder.
    const file = await open(path, 'wx');
    const content: Content = { owner, parts: [] };
    await file.writeFile(JSON.stringify(content));
    await file.close();
    return { record: new RunRecord(path, content), wasKilled };
  }

  async add(one: RecordedPart): Promise<void> {
    this.#content.parts.push(one);
    await this.#save();
  }

  async remove(pid: number): Promise<void> {
    this.#content.parts = this.#content.parts.filter((one) => one.pid !== pid);
    await this.#save();
  }

  /** Gives the folder back: everything recorded has ended. */
  release(): void {
    rmSync(this.#path, { force: true });
  }

  #save(): Promise<void> {
    this.#writing = this.#writing.then(() =>
      writeFileAtomically(this.#path, JSON.stringify(this.#content, null, 2)),
    );
    return this.#writing;
  }
}
