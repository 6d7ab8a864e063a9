import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { OpenDisputeView } from '@/sections/dispute/lazy-dispute-view';

type Props = PageProps<'/[lang]/deals/[requestId]/dispute'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['dispute']);
  return { title: t('open.title') };
}

export default async function Page({ params }: Props) {
  const { requestId } = await params;
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['dispute']}>
      <OpenDisputeView requestId={requestId} />
    </PageMessages>
  );
}
