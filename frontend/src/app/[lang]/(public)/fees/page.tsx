import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { feesQuery } from '@/actions/fees';
import { prefetchPublic } from '@/actions/server-api';
import { pageLanguage } from '@/app/page-language';
import { languageAlternates } from '@/config/paths';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { FeesView } from '@/sections/fees/fees-view';

type Props = PageProps<'/[lang]/fees'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const language = await pageLanguage(params);
  const t = await getTranslations(language, ['fees']);
  return {
    title: t('title'),
    description: t('description'),
    alternates: { canonical: `/${language}/fees`, languages: languageAlternates('/fees') },
  };
}

export default async function FeesPage({ params }: Props) {
  const { state } = await prefetchPublic([feesQuery()]);
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['fees', 'marketplace']}>
      <HydrationBoundary state={state}>
        <FeesView />
      </HydrationBoundary>
    </PageMessages>
  );
}
