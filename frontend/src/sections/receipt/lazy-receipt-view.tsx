'use client';

import dynamic from 'next/dynamic';
import { Page } from '@/components/page';
import { CardSkeleton, PageHeaderSkeleton } from '@/components/skeletons';
import { patiently } from '@/lib/patiently';

/** Loaded while the session is restored: before that there is nothing of it to show. */
export const ReceiptView = dynamic(
  patiently(async () => (await import('./receipt-view')).ReceiptView),
  {
    ssr: false,
    loading: () => (
      <Page width="reading">
        <PageHeaderSkeleton />
        <CardSkeleton height={480} />
      </Page>
    ),
  },
);
