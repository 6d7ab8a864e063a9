import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** Multicodec of an Ed25519 public key. */
const ED25519 = 'ed01';
const KEY_BYTES = 32;
const LEEWAY_S = 120;

const headerSchema = z.object({ alg: z.literal('EdDSA'), typ: z.literal('JWT') });
const claimsSchema = z.object({ iss: z.string(), sub: z.string(), aud: z.string(), exp: z.number() });

/** Bytes in base 58 as hexadecimal digits. @throws RangeError where a sign is none of the alphabet's */
function base58ToHex(text: string): string {
  let value = 0n;
  for (const sign of text) {
    const digit = ALPHABET.indexOf(sign);
    if (digit === -1) throw new RangeError('not base 58');
    value = value * 58n + BigInt(digit);
  }
  return value.toString(16);
}

/** The key in a `did:key:z…`, as a JWK has it. @throws RangeError where it is no Ed25519 key */
function keyOfDid(did: string): string {
  const hex = base58ToHex(/^did:key:z(\w+)$/.exec(did)?.[1] ?? '0');
  if (!hex.startsWith(ED25519) || hex.length !== ED25519.length + 2 * KEY_BYTES) {
    throw new RangeError('not an Ed25519 key');
  }
  return Buffer.from(hex.slice(ED25519.length), 'hex').toString('base64url');
}

const decoded = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());

/**
 * Who a client is: each has a key of its own and signs a token for the relay with it.
 * @param host where the relay is reached; the token must be meant for it
 * @returns its key as the SDK writes it, which is what it is known by
 * @throws Error where the token is not the key's, is for another relay, or is over
 */
export function clientOf(token: string, host: string, nowSeconds: number): string {
  const [head = '', body = '', signature = '', ...more] = token.split('.');
  if (more.length > 0) throw new RangeError('not a token');
  headerSchema.parse(decoded(head));
  const { iss, aud, exp } = claimsSchema.parse(decoded(body));
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: keyOfDid(iss) }, format: 'jwk' });
  if (!verify(null, Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'))) {
    throw new RangeError('the signature is not the key’s');
  }
  if (new URL(aud).host !== host) throw new RangeError(`meant for ${aud}`);
  if (exp + LEEWAY_S < nowSeconds) throw new RangeError('the token is over');
  return iss;
}
