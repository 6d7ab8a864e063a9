import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { WithdrawView } from '@/sections/wallet/lazy-withdraw-view';

type Props = PageProps<'/[lang]/wallet/withdraw'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['wallet']);
  return { title: t('withdrawPage.title') };
}

export default async function Page({ params }: Props) {
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['wallet', 'payouts']}>
      <WithdrawView />
    </PageMessages>
  );
}
