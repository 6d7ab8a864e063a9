'use client';

import dynamic from 'next/dynamic';
import { useSyncExternalStore } from 'react';
import { patiently } from '@/lib/patiently';
import { onToastsWanted, toastsWanted } from '@/lib/toast-queue';

const ToastStack = dynamic(
  patiently(() => import('./toast-stack')),
  { ssr: false },
);

/** Loads the stack of toasts with the first of them. */
export function ToastHost() {
  const wanted = useSyncExternalStore(onToastsWanted, toastsWanted, () => false);
  return wanted ? <ToastStack /> : null;
}
