'use client';

import dynamic from 'next/dynamic';
import { PageSkeleton } from '@/components/page-skeleton';
import { patiently } from '@/lib/patiently';

/** Loaded while the session is restored: before that there is nothing of it to show. */
export const TreasuryView = dynamic(
  patiently(async () => (await import('./treasury-view')).TreasuryView),
  {
    ssr: false,
    loading: () => <PageSkeleton width="wide" />,
  },
);
