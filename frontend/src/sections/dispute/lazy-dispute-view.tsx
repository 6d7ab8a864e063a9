'use client';

import dynamic from 'next/dynamic';
import { PageSkeleton } from '@/components/page-skeleton';
import { patiently } from '@/lib/patiently';

/** Loaded while the session is restored: before that there is nothing of it to show. */
export const DisputeView = dynamic(
  patiently(async () => (await import('./dispute-view')).DisputeView),
  {
    ssr: false,
    loading: () => <PageSkeleton />,
  },
);

export const OpenDisputeView = dynamic(
  patiently(async () => (await import('./open-dispute-view')).OpenDisputeView),
  {
    ssr: false,
    loading: () => <PageSkeleton width="reading" />,
  },
);
