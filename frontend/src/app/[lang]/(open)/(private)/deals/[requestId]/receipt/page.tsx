import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { ReceiptView } from '@/sections/receipt/lazy-receipt-view';

type Props = PageProps<'/[lang]/deals/[requestId]/receipt'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['receipt']);
  return { title: t('title') };
}

export default async function Page({ params }: Props) {
  const { requestId } = await params;
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['receipt', 'deal', 'dispute']}>
      <ReceiptView requestId={requestId} />
    </PageMessages>
  );
}
