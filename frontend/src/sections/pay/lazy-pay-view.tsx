'use client';

import Box from '@mui/material/Box';
import dynamic from 'next/dynamic';
import { Page } from '@/components/page';
import { CardSkeleton, PageHeaderSkeleton } from '@/components/skeletons';
import { patiently } from '@/lib/patiently';

/** Loaded while the session is restored: before that there is nothing of it to show. */
export const PayView = dynamic(
  patiently(async () => (await import('./pay-view')).PayView),
  {
    ssr: false,
    loading: () => (
      <Page>
        <PageHeaderSkeleton />
        <Box sx={{ display: 'grid', gap: 5, gridTemplateColumns: { md: 'minmax(0, 7fr) minmax(0, 5fr)' } }}>
          <CardSkeleton height={480} />
          <CardSkeleton height={260} />
        </Box>
      </Page>
    ),
  },
);
