import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import multer from 'multer';
import { env } from '../config/env.ts';
import { AppError } from '../shared/errors.ts';
import type { UploadedFile } from '../shared/define-route.ts';
import { sniffMimeType } from './sniff.ts';

/** Files on the `uploads/` mount, under names of our own. What a file is, its bytes say, not its sender. */

export const MAX_UPLOAD_BYTES = 10 * 1024 * 1024;
const HEAD_BYTES = 4100;
const KEY = /^[0-9a-f]{2}\/[0-9a-f-]{36}$/;

const incomingDir = (): string => join(env().UPLOADS_DIR, 'incoming');

/** Makes the folders; fails at start rather than at the first upload when the mount cannot be written. */
export async function prepareStorage(): Promise<void> {
  await mkdir(incomingDir(), { recursive: true });
}

/** Multer for one file in the field `file`; the pipeline calls it. */
export const uploadMiddleware = () =>
  multer({
    storage: multer.diskStorage({
      destination: (_req, _file, done) => {
        done(null, incomingDir());
      },
      filename: (_req, _file, done) => {
        done(null, randomUUID());
      },
    }),
    limits: { fileSize: MAX_UPLOAD_BYTES, files: 1, fields: 0, parts: 2, headerPairs: 20 },
    defParamCharset: 'utf8',
  }).single('file');

/** A name to show and to download by: no path, no control or direction-changing characters, 120 at most. */
export function safeName(name: string): string {
  const plain = basename(name.replaceAll('\\', '/'))
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}"<>:|?*/]/gu, '')
    .trim();
  const cut = Array.from(plain).slice(-120).join('');
  return /^\.*$/.test(cut) ? 'file' : cut;
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/**
 * Takes an uploaded file into the storage.
 * @throws AppError FILE_TYPE_NOT_ALLOWED; the file is gone then.
 */
export async function acceptUpload(file: {
  path: string;
  originalname: string;
  size: number;
}): Promise<UploadedFile> {
  const name = safeName(file.originalname);
  const mimeType = sniffMimeType(await headOf(file.path), name);
  if (mimeType === null) {
    await rm(file.path, { force: true });
    throw new AppError('FILE_TYPE_NOT_ALLOWED');
  }
  const id = randomUUID();
  const key = `${id.slice(0, 2)}/${id}`;
  await mkdir(join(env().UPLOADS_DIR, id.slice(0, 2)), { recursive: true });
  const sha256 = await sha256Of(file.path);
  await rename(file.path, join(env().UPLOADS_DIR, key));
  return { key, originalName: name, mimeType, sizeBytes: file.size, sha256 };
}

const pathOf = (key: string): string => {
  if (!KEY.test(key)) throw new Error('not a key of the storage');
  return join(env().UPLOADS_DIR, key);
};

/** @throws AppError NOT_FOUND when the bytes are not there. */
export async function openStored(key: string): Promise<{ stream: ReadStream; sizeBytes: number }> {
  const path = pathOf(key);
  try {
    const { size } = await stat(path);
    return { stream: createReadStream(path), sizeBytes: size };
  } catch (error) {
    throw new AppError('NOT_FOUND', { cause: error });
  }
}

export async function removeStored(key: string): Promise<void> {
  await rm(pathOf(key), { force: true });
}
