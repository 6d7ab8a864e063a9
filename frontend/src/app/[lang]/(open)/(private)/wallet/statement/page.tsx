import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { StatementView } from '@/sections/statement/lazy-statement-view';

type Props = PageProps<'/[lang]/wallet/statement'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['statement']);
  return { title: t('title') };
}

export default async function Page({ params }: Props) {
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['statement', 'admin', 'dateField']}>
      <StatementView />
    </PageMessages>
  );
}
