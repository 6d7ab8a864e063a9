import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { liabilitiesQuery } from '@/actions/books';
import { assetsQuery } from '@/actions/payment';
import { prefetchPublic } from '@/actions/server-api';
import { pageLanguage } from '@/app/page-language';
import { languageAlternates } from '@/config/paths';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { LiabilitiesView } from '@/sections/liabilities/liabilities-view';

type Props = PageProps<'/[lang]/liabilities'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const language = await pageLanguage(params);
  const t = await getTranslations(language, ['liabilities']);
  return {
    title: t('title'),
    description: t('lead'),
    alternates: {
      canonical: `/${language}/liabilities`,
      languages: languageAlternates('/liabilities'),
    },
  };
}

export default async function Page({ params }: Props) {
  const { state } = await prefetchPublic([liabilitiesQuery(), assetsQuery()]);
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['liabilities']}>
      <HydrationBoundary state={state}>
        <LiabilitiesView />
      </HydrationBoundary>
    </PageMessages>
  );
}
