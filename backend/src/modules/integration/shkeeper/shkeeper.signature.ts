import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export type WebhookFormat = 'shkeeper' | 'spec' | 'api-key';

export interface WebhookKeys {
  readonly format: WebhookFormat;
  /** Accepted side by side, so that a key can be rotated without losing a callback. */
  readonly keys: readonly string[];
}

export interface ReceivedWebhook {
  /** Names and values in turn, as node's `rawHeaders`: repeats are still to be seen there. */
  readonly rawHeaders: readonly string[];
  readonly rawBody: Buffer;
  /** Wall time, unix seconds. */
  readonly nowSeconds: number;
}

/** How far the signed time may be from ours, either way. */
export const MAX_AGE_SECONDS = 300;

/** Every header that proves something in one of the formats, and the formats it belongs to. */
const PROOF_HEADERS: Readonly<Record<string, WebhookFormat>> = {
  'x-signature': 'spec',
  'x-shkeeper-signature': 'shkeeper',
  'x-shkeeper-timestamp': 'shkeeper',
  'x-shkeeper-api-key': 'api-key',
};

const sha256 = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

/** Looks at every candidate whatever the first ones say, so that the time tells nothing. */
function matchesAny(given: Buffer, candidates: readonly Buffer[]): boolean {
  let found = false;
  for (const candidate of candidates) {
    const same = given.length === candidate.length && timingSafeEqual(given, candidate);
    found = same || found;
  }
  return found;
}

/** The proof headers by lowercase name; null when one is repeated or belongs to another format. */
function proofHeaders(rawHeaders: readonly string[], format: WebhookFormat): Map<string, string> | null {
  const found = new Map<string, string>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const owner = PROOF_HEADERS[name];
    if (owner === undefined) continue;
    if (owner !== format || found.has(name)) return null;
    found.set(name, rawHeaders[index + 1] ?? '');
  }
  return found;
}

const hmacs = (keys: readonly string[], ...parts: readonly (string | Buffer)[]): Buffer[] =>
  keys.map((key) => {
    const hmac = createHmac('sha256', key);
    for (const part of parts) hmac.update(part);
    return hmac.digest();
  });

function verifyShkeeper(
  headers: Map<string, string>,
  keys: readonly string[],
  webhook: ReceivedWebhook,
): boolean {
  const signature = headers.get('x-shkeeper-signature') ?? '';
  const timestamp = headers.get('x-shkeeper-timestamp') ?? '';
  if (!/^[0-9a-f]{64}$/.test(signature) || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(webhook.nowSeconds - Number(timestamp)) > MAX_AGE_SECONDS) return false;
  return matchesAny(Buffer.from(signature, 'hex'), hmacs(keys, `${timestamp}.`, webhook.rawBody));
}

function verifySpec(
  headers: Map<string, string>,
  keys: readonly string[],
  webhook: ReceivedWebhook,
): boolean {
  const signature = headers.get('x-signature') ?? '';
  if (!/^[0-9a-fA-F]{64}$/.test(signature)) return false;
  return matchesAny(Buffer.from(signature, 'hex'), hmacs(keys, webhook.rawBody));
}

/** Compared by digest, so that neither length nor content shows in the time. */
const verifyApiKey = (headers: Map<string, string>, keys: readonly string[]): boolean =>
  matchesAny(sha256(headers.get('x-shkeeper-api-key') ?? ''), keys.map(sha256));

/**
 * Whether a callback is the gateway's, by the one format that is configured. A header of another format, or a
 * second one of the same, is a refusal and not a second chance: nobody picks the weaker rule.
 */
export function isAuthentic({ format, keys }: WebhookKeys, webhook: ReceivedWebhook): boolean {
  const headers = proofHeaders(webhook.rawHeaders, format);
  if (headers === null || headers.size === 0 || keys.length === 0) return false;
  switch (format) {
    case 'shkeeper':
      return verifyShkeeper(headers, keys, webhook);
    case 'spec':
      return verifySpec(headers, keys, webhook);
    case 'api-key':
      return verifyApiKey(headers, keys);
  }
}
