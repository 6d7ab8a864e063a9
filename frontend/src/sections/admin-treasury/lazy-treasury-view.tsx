'use client';

import dynamic from 'next/dynamic';
import { Page } from '@/components/page';
import { CardSkeleton, PageHeaderSkeleton } from '@/components/skeletons';

/** Loaded while the session is restored: before that there is nothing of it to show. */
export const TreasuryView = dynamic(async () => (await import('./treasury-view')).TreasuryView, {
  ssr: false,
  loading: () => (
    <Page width="wide">
      <PageHeaderSkeleton />
      <CardSkeleton height={360} />
    </Page>
  ),
});
