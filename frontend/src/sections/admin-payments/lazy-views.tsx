'use client';

import dynamic from 'next/dynamic';
import { WidePageSkeleton } from '@/components/wide-page-skeleton';

/** Loaded while the session is restored: before that there is nothing of them to show. */
export const PaymentsView = dynamic(async () => (await import('./payments-view')).PaymentsView, {
  ssr: false,
  loading: WidePageSkeleton,
});
export const PaymentDetail = dynamic(async () => (await import('./payment-detail')).PaymentDetail, {
  ssr: false,
  loading: WidePageSkeleton,
});
export const CallbacksView = dynamic(async () => (await import('./callbacks-view')).CallbacksView, {
  ssr: false,
  loading: WidePageSkeleton,
});
export const AssetsView = dynamic(async () => (await import('./assets-view')).AssetsView, {
  ssr: false,
  loading: WidePageSkeleton,
});
