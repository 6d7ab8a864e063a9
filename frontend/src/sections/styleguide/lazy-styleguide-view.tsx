'use client';

import dynamic from 'next/dynamic';
import { WidePageSkeleton } from '@/components/wide-page-skeleton';

/** Loaded while the session is restored: before that there is nothing of it to show. */
export const StyleguideView = dynamic(async () => (await import('./styleguide-view')).StyleguideView, {
  ssr: false,
  loading: WidePageSkeleton,
});
