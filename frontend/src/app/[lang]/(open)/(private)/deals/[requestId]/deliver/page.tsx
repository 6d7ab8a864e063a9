import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { DeliverView } from '@/sections/deal/lazy-deliver-view';

type Props = PageProps<'/[lang]/deals/[requestId]/deliver'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['deal']);
  return { title: t('action.deliver') };
}

export default async function Page({ params, searchParams }: Props) {
  const { requestId } = await params;
  const { milestone } = await searchParams;
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['deal', 'milestones']}>
      <DeliverView requestId={requestId} milestoneId={typeof milestone === 'string' ? milestone : null} />
    </PageMessages>
  );
}
