'use client';

import dynamic from 'next/dynamic';
import { Page } from '@/components/page';
import { CardSkeleton, PageHeaderSkeleton } from '@/components/skeletons';

/** Loaded while the session is restored: before that there is nothing of it to show. */
export const ReceiptView = dynamic(async () => (await import('./receipt-view')).ReceiptView, {
  ssr: false,
  loading: () => (
    <Page width="reading">
      <PageHeaderSkeleton />
      <CardSkeleton height={480} />
    </Page>
  ),
});
