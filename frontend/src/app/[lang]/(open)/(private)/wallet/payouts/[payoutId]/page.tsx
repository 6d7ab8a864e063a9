import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { PayoutView } from '@/sections/wallet/lazy-payout-view';

type Props = PageProps<'/[lang]/wallet/payouts/[payoutId]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['wallet']);
  return { title: t('payouts.title') };
}

export default async function Page({ params }: Props) {
  const { payoutId } = await params;
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['wallet', 'payouts']}>
      <PayoutView payoutId={payoutId} />
    </PageMessages>
  );
}
