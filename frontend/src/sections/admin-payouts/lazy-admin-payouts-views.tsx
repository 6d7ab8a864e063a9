'use client';

import dynamic from 'next/dynamic';
import { PageSkeleton } from '@/components/page-skeleton';
import { patiently } from '@/lib/patiently';

/** Loaded while the session is restored: before that there is nothing of them to show. */
export const PayoutsDeskView = dynamic(
  patiently(async () => (await import('./payouts-desk-view')).PayoutsDeskView),
  {
    ssr: false,
    loading: () => <PageSkeleton width="wide" />,
  },
);
export const PayoutDeskDetail = dynamic(
  patiently(async () => (await import('./payout-desk-detail')).PayoutDeskDetail),
  {
    ssr: false,
    loading: () => <PageSkeleton width="wide" />,
  },
);
