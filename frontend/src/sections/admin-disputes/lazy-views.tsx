'use client';

import dynamic from 'next/dynamic';
import { PageSkeleton } from '@/components/page-skeleton';
import { patiently } from '@/lib/patiently';

/** Loaded while the session is restored: before that there is nothing of it to show. */
export const DeskView = dynamic(
  patiently(async () => (await import('./desk-view')).DeskView),
  {
    ssr: false,
    loading: () => <PageSkeleton width="wide" />,
  },
);
export const CaseView = dynamic(
  patiently(async () => (await import('./case-view')).CaseView),
  {
    ssr: false,
    loading: () => <PageSkeleton width="wide" />,
  },
);
