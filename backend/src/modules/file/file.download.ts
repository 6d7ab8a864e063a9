import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { openFile } from './file.service.ts';
import type { FileRecord } from './file.repository.ts';

/** Kinds that a browser only draws. Everything else is handed over as a download. */
const INLINE_TYPES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf']);

/** Nothing in a file may run or load anything on our origin. A sandbox would keep PDF viewers out as well. */
const policyFor = (contentType: string): string =>
  contentType === 'application/pdf' ? "default-src 'none'" : "default-src 'none'; sandbox";

function setHeaders(res: Response, file: FileRecord): void {
  res.attachment(file.name);
  if (INLINE_TYPES.has(file.contentType)) {
    const disposition = String(res.getHeader('Content-Disposition'));
    res.set('Content-Disposition', disposition.replace(/^attachment/, 'inline'));
  }
  // After `attachment`, which guesses a type from the name.
  res.set(
    'Content-Type',
    file.contentType.startsWith('text/') ? `${file.contentType}; charset=utf-8` : file.contentType,
  );
  res.set('X-Content-Type-Options', 'nosniff');
  res.set('Content-Security-Policy', policyFor(file.contentType));
  res.set('ETag', `"${file.sha256}"`);
  res.set('Cache-Control', file.isPublic ? 'public, max-age=3600' : 'private, no-cache');
  res.vary('Authorization');
}

/** Answers with the bytes, or 304 when the client has them. */
export async function sendFile(req: Request, res: Response, file: FileRecord): Promise<void> {
  // Before any header is set: bytes that are missing are told in the envelope.
  const { stream, sizeBytes } = await openFile(file);
  setHeaders(res, file);
  if (req.fresh || req.method === 'HEAD') {
    stream.destroy();
    if (req.fresh) res.status(304);
    else res.set('Content-Length', String(sizeBytes));
    res.end();
    return;
  }
  res.set('Content-Length', String(sizeBytes));
  await pipeline(stream, res);
}
