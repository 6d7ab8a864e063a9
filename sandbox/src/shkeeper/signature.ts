import { createHmac } from 'node:crypto';
import type { WebhookFormat } from './config.ts';

export interface WebhookKeys {
  format: WebhookFormat;
  /** Signs `shkeeper`, and is sent in clear as `api-key`. */
  apiKey: string;
  /** Signs `spec`. */
  secret: string | undefined;
}

/** Exactly this answer stops the retries. */
export const ACCEPTED: Record<WebhookFormat, number> = { shkeeper: 202, spec: 200, 'api-key': 202 };

/**
 * The headers that prove where a callback comes from.
 *
 * @param timestamp Unix seconds of real time; signed by the `shkeeper` format only.
 */
export function webhookHeaders(keys: WebhookKeys, body: string, timestamp: number): Record<string, string> {
  switch (keys.format) {
    case 'shkeeper':
      return {
        'X-Shkeeper-Timestamp': String(timestamp),
        'X-Shkeeper-Signature': hmac(keys.apiKey, `${timestamp}.${body}`),
      };
    case 'spec':
      if (!keys.secret) throw new Error('The spec format needs a webhook secret.');
      return { 'X-Signature': hmac(keys.secret, body) };
    case 'api-key':
      return { 'X-Shkeeper-Api-Key': keys.apiKey };
  }
}

/** The same headers with one character of the proof changed. */
export function spoil(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) =>
      name === 'X-Shkeeper-Timestamp'
        ? [name, value]
        : [name, value.slice(0, -1) + (value.endsWith('0') ? '1' : '0')],
    ),
  );
}

/** JSON as the gateway sends it: no spaces, keys sorted on every level. */
export function compactJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function hmac(key: string, message: string): string {
  return createHmac('sha256', key).update(message, 'utf8').digest('hex');
}
