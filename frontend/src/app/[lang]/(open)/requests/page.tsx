import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { browseQuery, categoriesQuery } from '@/actions/marketplace';
import { prefetchPublic } from '@/actions/server-api';
import { pageLanguage } from '@/app/page-language';
import { languageAlternates } from '@/config/paths';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { BrowseView } from '@/sections/marketplace/browse-view';
import { NO_FILTERS, readFilters, toQuery, writeFilters } from '@/sections/marketplace/filters';

type Props = PageProps<'/[lang]/requests'>;

async function filtersOf(searchParams: Props['searchParams']) {
  const given = await searchParams;
  return readFilters((name) => {
    const value = given[name];
    return (Array.isArray(value) ? value[0] : value) ?? null;
  });
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const language = await pageLanguage(params);
  const t = await getTranslations(language, ['marketplace']);
  const { category } = await filtersOf(searchParams);
  // A category is a page of its own to search engines; every other choice is a view of it.
  const path = `/requests${writeFilters({ ...NO_FILTERS, category })}`;
  const title = category ? `${t(`category.${category}`)} · ${t('title')}` : t('title');
  return {
    title,
    description: t('description'),
    alternates: { canonical: `/${language}${path}`, languages: languageAlternates(path) },
    openGraph: { title, description: t('description'), type: 'website', url: `/${language}${path}` },
  };
}

export default async function RequestsPage({ params, searchParams }: Props) {
  const filters = await filtersOf(searchParams);
  const { state } = await prefetchPublic([browseQuery(toQuery(filters)), categoriesQuery()]);
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['marketplace']}>
      <HydrationBoundary state={state}>
        <BrowseView />
      </HydrationBoundary>
    </PageMessages>
  );
}
