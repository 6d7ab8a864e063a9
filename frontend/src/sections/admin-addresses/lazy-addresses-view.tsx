'use client';

import dynamic from 'next/dynamic';
import { Page } from '@/components/page';
import { PageHeaderSkeleton, TableSkeleton } from '@/components/skeletons';
import { patiently } from '@/lib/patiently';

export const AddressesView = dynamic(
  patiently(async () => (await import('./addresses-view')).AddressesView),
  {
    ssr: false,
    loading: () => (
      <Page>
        <PageHeaderSkeleton />
        <TableSkeleton rows={4} label="" />
      </Page>
    ),
  },
);
