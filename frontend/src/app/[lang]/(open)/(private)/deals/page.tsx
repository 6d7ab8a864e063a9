import type { Metadata } from 'next';
import { Suspense } from 'react';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { DealsView } from '@/sections/deals/lazy-deals-view';

type Props = PageProps<'/[lang]/deals'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['deals']);
  return { title: t('title') };
}

export default async function Page({ params }: Props) {
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['deals']}>
      <Suspense>
        <DealsView />
      </Suspense>
    </PageMessages>
  );
}
