import type { InternalAxiosRequestConfig } from 'axios';

/**
 * A POST whose answer was lost has perhaps been done. When the same is asked for again it carries the key of the
 * first time, so that the server gives the first answer instead of doing it twice, or refusing what it did itself.
 */

const HEADER = 'Idempotency-Key';
const keys = new Map<string, string>();

const intentOf = ({ method, url, data }: InternalAxiosRequestConfig): string | null => {
  if (method?.toLowerCase() !== 'post' || url === undefined || data instanceof FormData) return null;
  // What is sent there is a secret, and nothing is made by it twice.
  if (url.startsWith('/api/auth/')) return null;
  return `${url} ${typeof data === 'string' ? data : JSON.stringify(data ?? null)}`;
};

/** Sets the header where the caller has set none. */
export function setIntentKey(config: InternalAxiosRequestConfig): void {
  const intent = intentOf(config);
  if (intent === null || config.headers.has(HEADER)) return;
  const key = keys.get(intent) ?? crypto.randomUUID();
  keys.set(intent, key);
  config.headers.set(HEADER, key);
}

/** The server has answered: the same words, said again, mean another thing. */
export function forgetIntentKey(config: InternalAxiosRequestConfig): void {
  const intent = intentOf(config);
  if (intent !== null) keys.delete(intent);
}
