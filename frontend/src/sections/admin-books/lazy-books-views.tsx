'use client';

import dynamic from 'next/dynamic';
import { WidePageSkeleton } from '@/components/wide-page-skeleton';

/** Loaded while the session is restored: before that there is nothing of them to show. */
export const LedgerView = dynamic(async () => (await import('./ledger-view')).LedgerView, {
  ssr: false,
  loading: WidePageSkeleton,
});
export const TrialView = dynamic(async () => (await import('./trial-view')).TrialView, {
  ssr: false,
  loading: WidePageSkeleton,
});
export const ReconciliationView = dynamic(
  async () => (await import('./reconciliation-view')).ReconciliationView,
  { ssr: false, loading: WidePageSkeleton },
);
export const CheckView = dynamic(async () => (await import('./check-view')).CheckView, {
  ssr: false,
  loading: WidePageSkeleton,
});
