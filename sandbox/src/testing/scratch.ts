import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunRecord } from '../lib/run-record.ts';
import { Supervisor } from '../lib/supervisor.ts';

/** A supervisor of its own folder, as a start has one. */
export interface Scratch {
  folder: string;
  supervisor: Supervisor;
  /** What the run said. */
  said: string[];
}

export function scratchFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'amn-sandbox-'));
}

export async function openScratch(folder: string): Promise<Scratch> {
  const said: string[] = [];
  const { record } = await RunRecord.take(join(folder, 'run.json'), (line) => said.push(line));
  return { folder, supervisor: new Supervisor(record, join(folder, 'logs')), said };
}

export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 3 });
}
