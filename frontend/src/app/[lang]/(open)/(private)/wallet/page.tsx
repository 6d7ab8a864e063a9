import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { WalletView } from '@/sections/wallet/lazy-wallet-view';

type Props = PageProps<'/[lang]/wallet'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['wallet']);
  return { title: t('title') };
}

export default async function Page({ params }: Props) {
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['wallet', 'payouts']}>
      <WalletView />
    </PageMessages>
  );
}
