import type { Metadata } from 'next';
import { Suspense } from 'react';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { NotificationsView } from '@/sections/notifications/lazy-notifications-view';

type Props = PageProps<'/[lang]/notifications'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['notifications']);
  return { title: t('title') };
}

export default async function Page({ params }: Props) {
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['notifications']}>
      <Suspense>
        <NotificationsView />
      </Suspense>
    </PageMessages>
  );
}
