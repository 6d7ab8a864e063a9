import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Response } from 'express';

const FILES = {
  liabilities: './liabilities/verify-liabilities.mjs',
  receipt: './receipt/verify-receipt.mjs',
} as const;
type Verifier = keyof typeof FILES;

const texts = new Map<Verifier, Promise<string>>();

/** In a build all of them lie beside the bundle, whatever folder they come from. */
function read(file: string): Promise<string> {
  const inSources = new URL(file, import.meta.url);
  const place = existsSync(inSources) ? inSources : new URL(`./${basename(file)}`, import.meta.url);
  return readFile(place, 'utf8');
}

/** Answers with a verifier's source. */
export async function sendVerifier(res: Response, verifier: Verifier): Promise<void> {
  const text = texts.get(verifier) ?? read(FILES[verifier]);
  texts.set(verifier, text);
  const source = await text;
  res.attachment(basename(FILES[verifier]));
  res.set('Content-Type', 'text/javascript; charset=utf-8');
  res.set('X-Content-Type-Options', 'nosniff');
  res.set('Content-Security-Policy', "default-src 'none'; sandbox");
  res.set('Cache-Control', 'public, max-age=3600');
  res.send(source);
}
