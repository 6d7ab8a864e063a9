import type { InternalAxiosRequestConfig } from 'axios';

/**
 * A POST whose answer was lost has perhaps been done. When the same is asked for again it carries the key of the
 * first time, so that the server gives the first answer instead of doing it twice, or refusing what it did itself.
 * This is the one place that makes keys: every mutation has one, and no page has to think of it.
 */

const HEADER = 'Idempotency-Key';
/** Who says the same so much later has seen meanwhile what became of it, and means it anew. */
const LASTS_MS = 10 * 60_000;

/**
 * Refusals that say nothing about the attempt before: they are given before the key is looked at, a lost race keeps
 * no answer, and what is not ours may come from a proxy that did not wait. The next attempt has the same key.
 */
const UNDECIDED: ReadonlySet<string> = new Set([
  'CONFLICT',
  'RATE_LIMITED',
  'STEP_UP_REQUIRED',
  'TOKEN_EXPIRED',
  'UNAUTHENTICATED',
  'UNREADABLE_ANSWER',
]);

interface Intent {
  readonly key: string;
  readonly resource: string;
  readonly since: number;
}

const intents = new Map<string, Intent>();

const wordsOf = ({ method, url, data }: InternalAxiosRequestConfig): string | null => {
  if (method?.toLowerCase() !== 'post' || url === undefined || data instanceof FormData) return null;
  // What is sent there is a secret, and nothing is made by it twice.
  if (url.startsWith('/api/auth/')) return null;
  return `${url} ${typeof data === 'string' ? data : JSON.stringify(data ?? null)}`;
};

/** `/api/disputes/{id}` for everything that is done in that dispute; the whole address where it names nothing. */
const resourceOf = (url: string): string => /^.*?\/[0-9a-f]{24}(?=\/|$)/.exec(url)?.[0] ?? url;

/** Sets the header where the caller has set none. */
export function setIntentKey(config: InternalAxiosRequestConfig): void {
  const words = wordsOf(config);
  if (words === null || config.headers.has(HEADER)) return;
  const known = intents.get(words);
  const since = Date.now();
  const intent =
    known && since - known.since < LASTS_MS
      ? known
      : { key: crypto.randomUUID(), resource: resourceOf(config.url ?? ''), since };
  intents.set(words, intent);
  config.headers.set(HEADER, intent.key);
}

/**
 * It is done. Said again, the same words mean another thing, and so do those that got no answer before it and are
 * about the same: what is sealed, taken back and sealed again is not sealed by the first answer.
 */
export function settleIntent(config: InternalAxiosRequestConfig): void {
  if (config.url === undefined || config.method?.toLowerCase() === 'get') return;
  const resource = resourceOf(config.url);
  for (const [words, intent] of intents) if (intent.resource === resource) intents.delete(words);
}

/** It was refused. Said again, the same words are another attempt, unless the refusal tells nothing of the first. */
export function forgetRefused(config: InternalAxiosRequestConfig, code: string): void {
  const words = wordsOf(config);
  if (words !== null && !UNDECIDED.has(code)) intents.delete(words);
}
