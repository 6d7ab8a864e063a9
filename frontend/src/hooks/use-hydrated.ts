'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** False while the server draws and in the browser's first drawing, true from then on. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
