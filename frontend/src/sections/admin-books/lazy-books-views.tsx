'use client';

import dynamic from 'next/dynamic';
import { PageSkeleton } from '@/components/page-skeleton';
import { patiently } from '@/lib/patiently';

/** Loaded while the session is restored: before that there is nothing of them to show. */
export const LedgerView = dynamic(
  patiently(async () => (await import('./ledger-view')).LedgerView),
  {
    ssr: false,
    loading: () => <PageSkeleton width="wide" />,
  },
);
export const TrialView = dynamic(
  patiently(async () => (await import('./trial-view')).TrialView),
  {
    ssr: false,
    loading: () => <PageSkeleton width="wide" />,
  },
);
export const ReconciliationView = dynamic(
  patiently(async () => (await import('./reconciliation-view')).ReconciliationView),
  { ssr: false, loading: () => <PageSkeleton width="wide" /> },
);
export const CheckView = dynamic(
  patiently(async () => (await import('./check-view')).CheckView),
  {
    ssr: false,
    loading: () => <PageSkeleton width="wide" />,
  },
);
