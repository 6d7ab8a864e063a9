'use client';

import dynamic from 'next/dynamic';
import { Page } from '@/components/page';
import { CardSkeleton, PageHeaderSkeleton } from '@/components/skeletons';

function Waiting() {
  return (
    <Page>
      <PageHeaderSkeleton />
      <CardSkeleton height={520} />
    </Page>
  );
}

/** Loaded while the session is restored: before that there is nothing of them to show. */
export const NewRequestView = dynamic(async () => (await import('./request-form-views')).NewRequestView, {
  ssr: false,
  loading: Waiting,
});
export const EditRequestView = dynamic(async () => (await import('./request-form-views')).EditRequestView, {
  ssr: false,
  loading: Waiting,
});
