import type { Metadata } from 'next';
import { Suspense } from 'react';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { OffersView } from '@/sections/offers/lazy-offers-view';

type Props = PageProps<'/[lang]/requests/[requestId]/offers'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['offers']);
  return { title: t('title') };
}

export default async function Page({ params }: Props) {
  const { requestId } = await params;
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['offers', 'fees', 'milestones']}>
      <Suspense>
        <OffersView requestId={requestId} />
      </Suspense>
    </PageMessages>
  );
}
