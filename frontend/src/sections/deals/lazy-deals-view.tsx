'use client';

import dynamic from 'next/dynamic';
import { PageSkeleton } from '@/components/page-skeleton';
import { patiently } from '@/lib/patiently';

/** Loaded while the session is restored: before that there is nothing of it to show. */
export const DealsView = dynamic(
  patiently(async () => (await import('./deals-view')).DealsView),
  {
    ssr: false,
    loading: () => <PageSkeleton width="wide" />,
  },
);
