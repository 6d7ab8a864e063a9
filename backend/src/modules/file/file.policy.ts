import type { Actor } from '../../shared/actor.ts';
import type { FileRecord } from './file.repository.ts';

/** Staff read what a case gives them as readers, nothing by rank. */
export function mayRead(
  file: Pick<FileRecord, 'isPublic' | 'ownerId' | 'readerIds'>,
  actor: Actor | null,
): boolean {
  if (file.isPublic) return true;
  return actor !== null && (file.ownerId === actor.id || file.readerIds.includes(actor.id));
}
