'use client';

import dynamic from 'next/dynamic';
import { Page } from '@/components/page';
import { CardSkeleton, PageHeaderSkeleton } from '@/components/skeletons';

/** Loaded while the session is restored: before that there is nothing of it to show. */
export const DisputeView = dynamic(async () => (await import('./dispute-view')).DisputeView, {
  ssr: false,
  loading: () => (
    <Page>
      <PageHeaderSkeleton />
      <CardSkeleton height={360} />
    </Page>
  ),
});

export const OpenDisputeView = dynamic(async () => (await import('./open-dispute-view')).OpenDisputeView, {
  ssr: false,
  loading: () => (
    <Page width="reading">
      <PageHeaderSkeleton />
      <CardSkeleton height={360} />
    </Page>
  ),
});
