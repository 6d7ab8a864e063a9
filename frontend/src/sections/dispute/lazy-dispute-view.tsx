'use client';

import dynamic from 'next/dynamic';
import { Page } from '@/components/page';
import { CardSkeleton, PageHeaderSkeleton } from '@/components/skeletons';
import { patiently } from '@/lib/patiently';

/** Loaded while the session is restored: before that there is nothing of it to show. */
export const DisputeView = dynamic(
  patiently(async () => (await import('./dispute-view')).DisputeView),
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

export const OpenDisputeView = dynamic(
  patiently(async () => (await import('./open-dispute-view')).OpenDisputeView),
  {
    ssr: false,
    loading: () => (
      <Page width="reading">
        <PageHeaderSkeleton />
        <CardSkeleton height={360} />
      </Page>
    ),
  },
);
