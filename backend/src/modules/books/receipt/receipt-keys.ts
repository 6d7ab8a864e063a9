import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { env } from '../../../config/env.ts';

/** Ed25519 keys that receipts are signed with: one that signs, and retired ones whose signatures still hold. */
export interface PublicReceiptKey {
  readonly keyId: string;
  /** 32 bytes, base64url. */
  readonly publicKey: string;
  readonly status: 'current' | 'retired';
}

/** What stands before 32 bytes of a private and of a public key in DER (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

const publicKeyOf = (raw: string): KeyObject =>
  createPublicKey({
    key: Buffer.concat([SPKI_HEAD, Buffer.from(raw, 'base64url')]),
    format: 'der',
    type: 'spki',
  });

/** The first 16 hexadecimal digits of the public key's SHA-256. */
export const keyIdOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex').slice(0, 16);

interface Signer {
  readonly key: KeyObject;
  readonly publicKey: string;
  readonly keyId: string;
}

function signerOf(seed: string): Signer {
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8_HEAD, Buffer.from(seed, 'base64url')]),
    format: 'der',
    type: 'pkcs8',
  });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const publicKey = spki.subarray(SPKI_HEAD.length).toString('base64url');
  return { key, publicKey, keyId: keyIdOf(publicKey) };
}

export interface Signature {
  readonly algorithm: 'Ed25519';
  readonly keyId: string;
  /** 64 bytes, base64url. */
  readonly value: string;
}

export function signText(text: string): Signature {
  const { key, keyId } = signerOf(env().RECEIPT_SIGNING_KEY);
  return {
    algorithm: 'Ed25519',
    keyId,
    value: sign(null, Buffer.from(text, 'utf8'), key).toString('base64url'),
  };
}

/** The current key first. */
export function receiptKeys(): PublicReceiptKey[] {
  const { RECEIPT_SIGNING_KEY, RECEIPT_RETIRED_KEYS } = env();
  const { publicKey, keyId } = signerOf(RECEIPT_SIGNING_KEY);
  const retired = RECEIPT_RETIRED_KEYS.filter((key) => key !== publicKey);
  return [
    { keyId, publicKey, status: 'current' },
    ...retired.map((key) => ({ keyId: keyIdOf(key), publicKey: key, status: 'retired' as const })),
  ];
}

/** Whether one of our keys, current or retired, has signed the text. */
export function isSignedByUs(text: string, signature: Signature): boolean {
  const key = receiptKeys().find(({ keyId }) => keyId === signature.keyId);
  if (key === undefined) return false;
  return verify(
    null,
    Buffer.from(text, 'utf8'),
    publicKeyOf(key.publicKey),
    Buffer.from(signature.value, 'base64url'),
  );
}
