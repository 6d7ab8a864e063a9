'use client';

import dynamic from 'next/dynamic';
import { WidePageSkeleton } from '@/components/wide-page-skeleton';

/** Loaded while the session is restored: before that there is nothing of it to show. */
export const TreasuryView = dynamic(async () => (await import('./treasury-view')).TreasuryView, {
  ssr: false,
  loading: WidePageSkeleton,
});
