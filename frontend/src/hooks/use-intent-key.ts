'use client';

import { useState } from 'react';

/**
 * A value for the Idempotency-Key header: the same while the same thing is tried again, another one as soon as
 * something else is meant.
 *
 *     const keyFor = useIntentKey();
 *     submit.mutate({ body, key: keyFor(body) });
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
