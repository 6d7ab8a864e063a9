'use client';

import dynamic from 'next/dynamic';
import { PageSkeleton } from '@/components/page-skeleton';
import { patiently } from '@/lib/patiently';

/** Loaded while the session is restored: before that there is nothing of it to show. */
export const WalletView = dynamic(
  patiently(async () => (await import('./wallet-view')).WalletView),
  {
    ssr: false,
    loading: () => <PageSkeleton />,
  },
);
