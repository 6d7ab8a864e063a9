import type { Metadata } from 'next';
import { Suspense } from 'react';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { DeskView } from '@/sections/admin-disputes/lazy-views';

type Props = PageProps<'/[lang]/admin/disputes'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['adminDisputes']);
  return { title: t('title') };
}

export default async function Page({ params }: Props) {
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['adminDisputes', 'admin']}>
      <Suspense>
        <DeskView />
      </Suspense>
    </PageMessages>
  );
}
