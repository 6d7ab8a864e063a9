'use client';

import dynamic from 'next/dynamic';
import { Page } from '@/components/page';
import { CardSkeleton, PageHeaderSkeleton } from '@/components/skeletons';

const loading = () => (
  <Page width="wide">
    <PageHeaderSkeleton />
    <CardSkeleton height={360} />
  </Page>
);

/** Loaded while the session is restored: before that there is nothing of them to show. */
export const LedgerView = dynamic(async () => (await import('./ledger-view')).LedgerView, {
  ssr: false,
  loading,
});
export const TrialView = dynamic(async () => (await import('./trial-view')).TrialView, {
  ssr: false,
  loading,
});
export const ReconciliationView = dynamic(
  async () => (await import('./reconciliation-view')).ReconciliationView,
  { ssr: false, loading },
);
export const CheckView = dynamic(async () => (await import('./check-view')).CheckView, {
  ssr: false,
  loading,
});
