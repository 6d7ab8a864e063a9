'use client';

import dynamic from 'next/dynamic';
import { Page } from '@/components/page';
import { CardSkeleton, PageHeaderSkeleton } from '@/components/skeletons';
import { patiently } from '@/lib/patiently';

/** Loaded while the session is restored: before that there is nothing of it to show. */
export const WithdrawView = dynamic(
  patiently(async () => (await import('./withdraw-view')).WithdrawView),
  {
    ssr: false,
    loading: () => (
      <Page width="narrow">
        <PageHeaderSkeleton />
        <CardSkeleton height={360} />
      </Page>
    ),
  },
);
