'use client';

import { useRef } from 'react';
import { newIdempotencyKey } from '@/actions/deal';

/** The same key for every attempt to send the same thing; another one as soon as what is sent has changed. */
export function useIntentKey(): (body: object) => string {
  const last = useRef<{ text: string; key: string } | null>(null);
  return (body) => {
    const text = JSON.stringify(body);
    if (last.current?.text !== text) last.current = { text, key: newIdempotencyKey() };
    return last.current.key;
  };
}
