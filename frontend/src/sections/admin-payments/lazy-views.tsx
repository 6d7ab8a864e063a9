'use client';

import dynamic from 'next/dynamic';
import { PageSkeleton } from '@/components/page-skeleton';
import { patiently } from '@/lib/patiently';

/** Loaded while the session is restored: before that there is nothing of them to show. */
export const PaymentsView = dynamic(
  patiently(async () => (await import('./payments-view')).PaymentsView),
  {
    ssr: false,
    loading: () => <PageSkeleton width="wide" />,
  },
);
export const PaymentDetail = dynamic(
  patiently(async () => (await import('./payment-detail')).PaymentDetail),
  {
    ssr: false,
    loading: () => <PageSkeleton width="wide" />,
  },
);
export const CallbacksView = dynamic(
  patiently(async () => (await import('./callbacks-view')).CallbacksView),
  {
    ssr: false,
    loading: () => <PageSkeleton width="wide" />,
  },
);
export const AssetsView = dynamic(
  patiently(async () => (await import('./assets-view')).AssetsView),
  {
    ssr: false,
    loading: () => <PageSkeleton width="wide" />,
  },
);
