import { existsSync } from 'node:fs';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { z } from 'zod';
import { readJsonFile, writeFileAtomically } from '../lib/files.ts';

const unzip = promisify(gunzip);

/** A transaction that was taken and is not in a kept block yet. */
export interface PendingTransaction {
  hash: string;
  /** The signed transaction as hex, as it can be sent again. */
  raw: string;
}

const position = z.object({
  /** How far the chain's clock is ahead of this machine's, in seconds. */
  offsetSeconds: z.number().int(),
  /** The number of the highest block that anybody could have read. */
  head: z.number().int(),
});
export type Position = z.infer<typeof position>;

/**
 * What is kept of the chain: a dump of it as of its last kept block, the transactions taken since, and where
 * its head and its clock stood.
 */
export class ChainStore {
  readonly folder: string;
  readonly #dump: string;
  readonly #loadable: string;
  readonly #pending: string;
  readonly #position: string;

  constructor(folder: string) {
    this.folder = folder;
    this.#dump = join(folder, 'dump.json.gz');
    this.#loadable = join(folder, 'load.json');
    this.#pending = join(folder, 'pending.jsonl');
    this.#position = join(folder, 'position.json');
  }

  /** Unpacks the dump for anvil; undefined where there is none. */
  async loadableDump(): Promise<string | undefined> {
    await mkdir(this.folder, { recursive: true });
    if (!existsSync(this.#dump)) return undefined;
    await writeFileAtomically(this.#loadable, await unzip(await readFile(this.#dump)));
    return this.#loadable;
  }

  /** @param hex what `anvil_dumpState` gives: gzipped JSON as hex */
  async saveDump(hex: string): Promise<void> {
    await writeFileAtomically(this.#dump, Buffer.from(hex.slice(2), 'hex'));
  }

  async appendPending(one: PendingTransaction): Promise<void> {
    await appendFile(this.#pending, `${JSON.stringify(one)}\n`, { flush: true });
  }

  async replacePending(all: readonly PendingTransaction[]): Promise<void> {
    await writeFileAtomically(this.#pending, all.map((one) => `${JSON.stringify(one)}\n`).join(''));
  }

  async readPending(): Promise<PendingTransaction[]> {
    if (!existsSync(this.#pending)) return [];
    const lines = (await readFile(this.#pending, 'utf8')).split('\n');
    // The last piece is empty, or a line whose writing was cut short and which nobody was told about.
    return lines.slice(0, -1).map((line) => JSON.parse(line) as PendingTransaction);
  }

  async savePosition(now: Position): Promise<void> {
    await writeFileAtomically(this.#position, JSON.stringify(now));
  }

  /** Undefined where nothing was kept yet. */
  async readPosition(): Promise<Position | undefined> {
    const kept = await readJsonFile(this.#position);
    return kept === undefined ? undefined : position.parse(kept);
  }
}
