'use client';

import dynamic from 'next/dynamic';
import { Page } from '@/components/page';
import { PageHeaderSkeleton, TableSkeleton } from '@/components/skeletons';
import { patiently } from '@/lib/patiently';
import { useTranslation } from '@/locales/i18n-provider';

/** Loaded while the session is restored: before that there is nothing of it to show. */
export const NotificationsView = dynamic(
  patiently(async () => (await import('./notifications-view')).NotificationsView),
  { ssr: false, loading: Loading },
);

function Loading() {
  const { t } = useTranslation();
  return (
    <Page width="reading">
      <PageHeaderSkeleton />
      <TableSkeleton label={t('state.loading')} />
    </Page>
  );
}
