import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { PayView } from '@/sections/pay/lazy-pay-view';

type Props = PageProps<'/[lang]/deals/[requestId]/pay'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['pay']);
  return { title: t('title') };
}

export default async function Page({ params }: Props) {
  const { requestId } = await params;
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['pay', 'paySides', 'fees', 'wallets']}>
      <PayView requestId={requestId} />
    </PageMessages>
  );
}
