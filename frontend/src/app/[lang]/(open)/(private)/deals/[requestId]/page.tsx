import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { DealView } from '@/sections/deal/lazy-deal-view';

type Props = PageProps<'/[lang]/deals/[requestId]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['deal']);
  return { title: t('title') };
}

export default async function Page({ params }: Props) {
  const { requestId } = await params;
  return (
    <PageMessages
      language={await pageLanguage(params)}
      namespaces={['deal', 'dealMoney', 'fees', 'milestones', 'wallets', 'pay', 'paySides']}
    >
      <DealView requestId={requestId} />
    </PageMessages>
  );
}
