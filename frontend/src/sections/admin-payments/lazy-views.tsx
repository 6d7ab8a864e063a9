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
export const PaymentsView = dynamic(async () => (await import('./payments-view')).PaymentsView, {
  ssr: false,
  loading,
});
export const PaymentDetail = dynamic(async () => (await import('./payment-detail')).PaymentDetail, {
  ssr: false,
  loading,
});
export const CallbacksView = dynamic(async () => (await import('./callbacks-view')).CallbacksView, {
  ssr: false,
  loading,
});
export const AssetsView = dynamic(async () => (await import('./assets-view')).AssetsView, {
  ssr: false,
  loading,
});
