'use client';

import dynamic from 'next/dynamic';
import { PageSkeleton } from '@/components/page-skeleton';
import { patiently } from '@/lib/patiently';

/** Loaded while the session is restored: before that there is nothing of it to show. */
export const ReceiptView = dynamic(
  patiently(async () => (await import('./receipt-view')).ReceiptView),
  {
    ssr: false,
    loading: () => <PageSkeleton width="reading" height={480} />,
  },
);
