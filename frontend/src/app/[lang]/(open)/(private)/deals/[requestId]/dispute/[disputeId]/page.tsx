import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { DisputeView } from '@/sections/dispute/lazy-dispute-view';

type Props = PageProps<'/[lang]/deals/[requestId]/dispute/[disputeId]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['dispute']);
  return { title: t('title') };
}

export default async function Page({ params }: Props) {
  const { requestId, disputeId } = await params;
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['dispute']}>
      <DisputeView requestId={requestId} disputeId={disputeId} />
    </PageMessages>
  );
}
