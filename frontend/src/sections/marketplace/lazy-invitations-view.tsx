'use client';

import dynamic from 'next/dynamic';
import { PageSkeleton } from '@/components/page-skeleton';
import { patiently } from '@/lib/patiently';

/** Loaded while the session is restored: before that there is nothing of it to show. */
export const InvitationsView = dynamic(
  patiently(async () => (await import('./invitations-view')).InvitationsView),
  {
    ssr: false,
    loading: () => <PageSkeleton height={440} />,
  },
);
