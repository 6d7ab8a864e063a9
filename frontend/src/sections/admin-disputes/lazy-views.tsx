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

/** Loaded while the session is restored: before that there is nothing of it to show. */
export const DeskView = dynamic(async () => (await import('./desk-view')).DeskView, { ssr: false, loading });
export const CaseView = dynamic(async () => (await import('./case-view')).CaseView, { ssr: false, loading });
