'use client';

import { useRef } from 'react';
import { newIdempotencyKey } from '@/actions/offers';

/** A key for the API: the same one for every try of one intention, a new one once what is meant has changed. */
export function useIntentKey(): (intent: unknown) => string {
  const made = useRef<{ intent: string; key: string } | null>(null);
  return (intent) => {
    const text = JSON.stringify(intent);
    if (made.current?.intent !== text) made.current = { intent: text, key: newIdempotencyKey() };
    return made.current.key;
  };
}
