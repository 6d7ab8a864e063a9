import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { TrialView } from '@/sections/admin-books/lazy-books-views';

type Props = PageProps<'/[lang]/admin/books/trial-balance'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['adminBooks', 'dateField']);
  return { title: t('title') };
}

export default async function Page({ params }: Props) {
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['adminBooks', 'dateField']}>
      <TrialView />
    </PageMessages>
  );
}
