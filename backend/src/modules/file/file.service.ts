import type { ClientSession } from 'mongoose';
import { openStored, removeStored } from '../../platform/storage.ts';
import type { Actor } from '../../shared/actor.ts';
import type { UploadedFile } from '../../shared/define-route.ts';
import { AppError } from '../../shared/errors.ts';
import type { FileRef } from '../../shared/refs.ts';
import { mayRead } from './file.policy.ts';
import { presentFile } from './file.presenter.ts';
import * as repository from './file.repository.ts';
import type { FileRecord } from './file.repository.ts';

/** Who may read a file besides its owner. */
export type Audience =
  { readonly kind: 'public' } | { readonly kind: 'users'; readonly userIds: readonly string[] };

export interface Attachment {
  readonly fileIds: readonly string[];
  readonly ownerId: string;
  readonly audience: Audience;
}

/** Uploads that belong to nothing yet: enough for any form, too few to fill a disk. */
const MAX_PENDING = 50;
const ORPHAN_AGE_MS = 24 * 3600_000;

/** Notes an upload whose bytes the storage has; they go again when it cannot be kept. */
export async function saveUpload(upload: UploadedFile, actor: Actor): Promise<FileRecord> {
  try {
    if ((await repository.countPending(actor.id)) >= MAX_PENDING) {
      throw new AppError('RATE_LIMITED', {
        message: 'You have uploaded many files that belong to nothing yet. Use those, or try again tomorrow.',
      });
    }
    return await repository.insert({
      ownerId: actor.id,
      storageKey: upload.key,
      name: upload.originalName,
      contentType: upload.mimeType,
      sizeBytes: upload.sizeBytes,
      sha256: upload.sha256,
    });
  } catch (error) {
    await removeStored(upload.key);
    throw error;
  }
}

/** @throws AppError NOT_FOUND also for a file that the caller may not see */
export async function getReadableFile(fileId: string, actor: Actor | null): Promise<FileRecord> {
  const file = await repository.findById(fileId);
  if (!file || !mayRead(file, actor)) throw new AppError('NOT_FOUND');
  return file;
}

export const openFile = (file: FileRecord) => openStored(file.storageKey);

/**
 * Makes uploads part of something and opens them to its audience, in the caller's transaction. Attaching
 * again, with the same or another audience, only ever adds readers.
 * @returns the files in the order given, each once
 * @throws AppError VALIDATION_FAILED when one does not exist or is not the owner's
 */
export async function attachFiles(tx: ClientSession, attachment: Attachment): Promise<FileRef[]> {
  const ids = [...new Set(attachment.fileIds)];
  if (ids.length === 0) return [];
  const found = new Map((await repository.findMany(ids, tx)).map((file) => [file.id, file]));
  const files = ids.map((id) => {
    const file = found.get(id);
    if (file?.ownerId === attachment.ownerId) return file;
    throw new AppError('VALIDATION_FAILED', {
      message: 'A file is not there any more. Upload it again.',
      details: [{ path: 'attachmentIds', message: `${id} is not a file of yours.` }],
    });
  });
  const { audience } = attachment;
  await repository.attach(tx, ids, {
    isPublic: audience.kind === 'public',
    readerIds: audience.kind === 'users' ? audience.userIds : [],
  });
  return files.map(presentFile);
}

/** Lets more people read attached files, e.g. the seller once their offer is accepted. */
export async function addReaders(
  tx: ClientSession,
  fileIds: readonly string[],
  userIds: readonly string[],
): Promise<void> {
  if (fileIds.length === 0) return;
  await repository.attach(tx, fileIds, { isPublic: false, readerIds: userIds });
}

/** Takes that back, e.g. when the seller's deal came to nothing. */
export async function removeReaders(
  tx: ClientSession,
  fileIds: readonly string[],
  userIds: readonly string[],
): Promise<void> {
  if (fileIds.length === 0) return;
  await repository.removeReaders(tx, fileIds, userIds);
}

/** Files by id, for showing them; who may open one is decided at its download. */
export async function getFileRefs(
  ids: Iterable<string>,
  tx: ClientSession | null = null,
): Promise<Map<string, FileRef>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  return new Map((await repository.findMany(wanted, tx)).map((file) => [file.id, presentFile(file)]));
}

/** SHA-256 (hex) of the files' content, by id. */
export async function getFileHashes(
  ids: readonly string[],
  tx: ClientSession | null = null,
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  return new Map((await repository.findMany(ids, tx)).map(({ id, sha256 }) => [id, sha256]));
}

const orphanedBefore = (): Date => new Date(Date.now() - ORPHAN_AGE_MS);

export const findOrphans = (limit: number): Promise<string[]> =>
  repository.findOrphans(orphanedBefore(), limit);

/** The row goes first: bytes without a row are only waste, a row without bytes is a broken promise. */
export async function removeOrphan(fileId: string): Promise<void> {
  const storageKey = await repository.deleteOrphan(fileId, orphanedBefore());
  if (storageKey !== null) await removeStored(storageKey);
}
