'use client';

import { useState } from 'react';

/**
 * A `reference` for what is kept under one for ever, a payout say: the same while the same thing is tried again,
 * another one as soon as something else is meant. The Idempotency-Key header is made by `lib/intent-keys.ts`.
 *
 *     const keyFor = useIntentKey();
 *     withdraw.mutate({ ...body, reference: `web-${keyFor(body)}` });
 */
export function useIntentKey(): (intent: unknown) => string {
  const [keyFor] = useState(() => {
    let known = '';
    let key = '';
    return (intent: unknown) => {
      const text = JSON.stringify(intent);
      if (text !== known || key === '') {
        known = text;
        key = crypto.randomUUID();
      }
      return key;
    };
  });
  return keyFor;
}
