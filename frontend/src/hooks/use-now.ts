'use client';

import { createContext, use, useCallback, useSyncExternalStore } from 'react';
import { onClockMoved, productNow } from '@/lib/clock';

/** The time at which the server drew the page, so that the browser's first drawing is the same. */
export const ServerNowContext = createContext<number>(0);

/** The product's time in ms, anew every `everyMs`; in a demo it follows the moved clock. */
export function useNow(everyMs = 30_000): number {
  const serverNow = use(ServerNowContext);
  const subscribe = useCallback(
    (changed: () => void) => {
      const timer = setInterval(changed, everyMs);
      const stop = onClockMoved(changed);
      return () => {
        clearInterval(timer);
        stop();
      };
    },
    [everyMs],
  );
  // Rounded to the step, so that the value holds still between two ticks.
  const snapshot = () => Math.floor(productNow() / everyMs) * everyMs;
  return useSyncExternalStore(subscribe, snapshot, () => Math.floor(serverNow / everyMs) * everyMs);
}
