import type { FileRef } from '../../shared/refs.ts';
import type { FileRecord } from './file.repository.ts';

export const presentFile = (file: FileRecord): FileRef => ({
  id: file.id,
  name: file.name,
  contentType: file.contentType,
  sizeBytes: file.sizeBytes,
});
