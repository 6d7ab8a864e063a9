import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { AddressesView } from '@/sections/admin-addresses/lazy-addresses-view';

type Props = PageProps<'/[lang]/admin/addresses'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['wallets']);
  return { title: t('desk.title') };
}

export default async function Page({ params }: Props) {
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['wallets']}>
      <AddressesView />
    </PageMessages>
  );
}
