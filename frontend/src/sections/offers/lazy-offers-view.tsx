'use client';

import dynamic from 'next/dynamic';
import { Page } from '@/components/page';
import { CardSkeleton, PageHeaderSkeleton } from '@/components/skeletons';
import { patiently } from '@/lib/patiently';

/** Loaded while the session is restored: before that there is nothing of it to show. */
export const OffersView = dynamic(
  patiently(async () => (await import('./offers-view')).OffersView),
  {
    ssr: false,
    loading: () => (
      <Page>
        <PageHeaderSkeleton />
        <CardSkeleton height={360} />
      </Page>
    ),
  },
);
