'use client';

import dynamic from 'next/dynamic';
import { PageSkeleton } from '@/components/page-skeleton';
import { patiently } from '@/lib/patiently';

/** Loaded while the session is restored: before that there is nothing of it to show. */
export const WithdrawView = dynamic(
  patiently(async () => (await import('./withdraw-view')).WithdrawView),
  {
    ssr: false,
    loading: () => <PageSkeleton width="narrow" />,
  },
);
