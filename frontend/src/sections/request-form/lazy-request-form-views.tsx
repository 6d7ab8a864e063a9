'use client';

import dynamic from 'next/dynamic';
import { PageSkeleton } from '@/components/page-skeleton';
import { patiently } from '@/lib/patiently';

/** Loaded while the session is restored: before that there is nothing of them to show. */
export const NewRequestView = dynamic(
  patiently(async () => (await import('./request-form-views')).NewRequestView),
  {
    ssr: false,
    loading: () => <PageSkeleton height={520} />,
  },
);
export const EditRequestView = dynamic(
  patiently(async () => (await import('./request-form-views')).EditRequestView),
  {
    ssr: false,
    loading: () => <PageSkeleton height={520} />,
  },
);
