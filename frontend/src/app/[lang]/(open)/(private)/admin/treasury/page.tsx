import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { TreasuryView } from '@/sections/admin-treasury/lazy-treasury-view';

type Props = PageProps<'/[lang]/admin/treasury'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['treasury']);
  return { title: t('title') };
}

export default async function Page({ params }: Props) {
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['treasury', 'wallet', 'admin']}>
      <TreasuryView />
    </PageMessages>
  );
}
