'use client';

import dynamic from 'next/dynamic';
import { PageSkeleton } from '@/components/page-skeleton';
import { patiently } from '@/lib/patiently';

/** Loaded while the session is restored: before that there is nothing of it to show. */
export const StyleguideView = dynamic(
  patiently(async () => (await import('./styleguide-view')).StyleguideView),
  {
    ssr: false,
    loading: () => <PageSkeleton width="wide" />,
  },
);
