'use client';

import dynamic from 'next/dynamic';
import { WidePageSkeleton } from '@/components/wide-page-skeleton';

/** Loaded while the session is restored: before that there is nothing of it to show. */
export const DeskView = dynamic(async () => (await import('./desk-view')).DeskView, {
  ssr: false,
  loading: WidePageSkeleton,
});
export const CaseView = dynamic(async () => (await import('./case-view')).CaseView, {
  ssr: false,
  loading: WidePageSkeleton,
});
