import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { ApproveView } from '@/sections/deal/lazy-approve-view';

type Props = PageProps<'/[lang]/deals/[requestId]/approve'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['deal']);
  return { title: t('approve.title') };
}

export default async function Page({ params }: Props) {
  const { requestId } = await params;
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['deal']}>
      <ApproveView requestId={requestId} />
    </PageMessages>
  );
}
