import { readFile } from 'node:fs/promises';
import type { Response } from 'express';

const NAME = 'verify-liabilities.mjs';
let text: Promise<string> | null = null;

/** Answers with the verifier's source. It lies beside this file, and beside the bundle in a build. */
export async function sendVerifier(res: Response): Promise<void> {
  text ??= readFile(new URL(`./${NAME}`, import.meta.url), 'utf8');
  const source = await text;
  res.attachment(NAME);
  res.set('Content-Type', 'text/javascript; charset=utf-8');
  res.set('X-Content-Type-Options', 'nosniff');
  res.set('Content-Security-Policy', "default-src 'none'; sandbox");
  res.set('Cache-Control', 'public, max-age=3600');
  res.send(source);
}
