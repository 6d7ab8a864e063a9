'use client';

import dynamic from 'next/dynamic';
import { Page } from '@/components/page';
import { CardSkeleton, PageHeaderSkeleton } from '@/components/skeletons';
import { patiently } from '@/lib/patiently';

function Waiting() {
  return (
    <Page>
      <PageHeaderSkeleton />
      <CardSkeleton height={520} />
    </Page>
  );
}

/** Loaded while the session is restored: before that there is nothing of them to show. */
export const NewRequestView = dynamic(
  patiently(async () => (await import('./request-form-views')).NewRequestView),
  {
    ssr: false,
    loading: Waiting,
  },
);
export const EditRequestView = dynamic(
  patiently(async () => (await import('./request-form-views')).EditRequestView),
  {
    ssr: false,
    loading: Waiting,
  },
);
