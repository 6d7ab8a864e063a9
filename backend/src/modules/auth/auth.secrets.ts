import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { env } from '../../config/env.ts';

/** Keys and tokens of this module. Each purpose has its own key, derived from the one secret of the server. */

const keys = new Map<string, Buffer>();

function keyFor(purpose: string): Buffer {
  const known = keys.get(purpose);
  if (known) return known;
  const key = Buffer.from(hkdfSync('sha256', env().JWT_SECRET, 'amn-auth', purpose, 32));
  keys.set(purpose, key);
  return key;
}

const mac = (purpose: string, ...parts: string[]): Buffer =>
  createHmac('sha256', keyFor(purpose)).update(JSON.stringify(parts)).digest();

const sameText = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/* Verification codes */

export const newNonce = (): string => randomBytes(16).toString('base64url');

/** Six digits that follow from the nonce, so that a mail sent twice carries the same code. */
export function codeFromNonce(userId: string, nonce: string): string {
  // 48 bits over a million values: the bias is below 1 in 10⁸.
  const number = mac('verification-code', userId, nonce).readUIntBE(0, 6) % 1_000_000;
  return number.toString().padStart(6, '0');
}

export const hashCode = (userId: string, code: string): string =>
  mac('verification-hash', userId, code).toString('hex');

export const codeMatches = (userId: string, code: string, codeHash: string): boolean =>
  sameText(hashCode(userId, code), codeHash);

/* Refresh tokens: `<session id>.<secret>.<mac>`. The mac tells a token that we once issued from an invented one. */

export interface RefreshToken {
  readonly sessionId: string;
  readonly text: string;
  /** What the session store keeps. */
  readonly hash: string;
}

function tokenOf(sessionId: string, secret: string): RefreshToken {
  const proof = mac('refresh-token', sessionId, secret).subarray(0, 16).toString('base64url');
  const text = `${sessionId}.${secret}.${proof}`;
  return { sessionId, text, hash: sha256(text) };
}

export const newRefreshToken = (sessionId: string): RefreshToken =>
  tokenOf(sessionId, randomBytes(32).toString('base64url'));

/**
 * The successor of a token. It follows from the token and our key, so two tabs that refresh at once get the
 * same one, and so does a client whose answer was lost on the way.
 */
export const nextRefreshToken = (token: RefreshToken): RefreshToken =>
  tokenOf(token.sessionId, mac('refresh-next', token.text).toString('base64url'));

/** Reads a token from a cookie; null when we never issued it. */
export function readRefreshToken(text: string): RefreshToken | null {
  const [sessionId, secret] = text.split('.');
  if (sessionId === undefined || secret === undefined || text.length > 300) return null;
  const token = tokenOf(sessionId, secret);
  return sameText(token.text, text) ? token : null;
}
