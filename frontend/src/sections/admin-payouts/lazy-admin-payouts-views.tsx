'use client';

import dynamic from 'next/dynamic';
import { Page } from '@/components/page';
import { CardSkeleton, PageHeaderSkeleton } from '@/components/skeletons';

const loading = () => (
  <Page width="wide">
    <PageHeaderSkeleton />
    <CardSkeleton height={360} />
  </Page>
);

/** Loaded while the session is restored: before that there is nothing of them to show. */
export const PayoutsDeskView = dynamic(async () => (await import('./payouts-desk-view')).PayoutsDeskView, {
  ssr: false,
  loading,
});
export const PayoutDeskDetail = dynamic(async () => (await import('./payout-desk-detail')).PayoutDeskDetail, {
  ssr: false,
  loading,
});
