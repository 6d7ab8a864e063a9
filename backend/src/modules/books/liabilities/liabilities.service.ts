import { randomUUID } from 'node:crypto';
import { findSnapshots, type SnapshotRecord } from './liabilities.repository.ts';
import { publishSnapshot } from './publish-snapshot.ts';

/** Published ones, newest first; `nextCursor` is the last one's id. */
export async function listSnapshots(input: {
  readonly limit: number;
  readonly cursor?: string | undefined;
}): Promise<{ items: SnapshotRecord[]; nextCursor: string | null }> {
  const found = await findSnapshots(input.limit + 1, input.cursor);
  const items = found.slice(0, input.limit);
  return { items, nextCursor: found.length > input.limit ? (items.at(-1)?.id ?? null) : null };
}

/** One that an admin asked for. */
export const publishNow = (): Promise<SnapshotRecord> => publishSnapshot(`asked:${randomUUID()}`);
