import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { DeliverView } from '@/sections/deal/deliver-view';

type Props = PageProps<'/[lang]/deals/[requestId]/deliver'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['deal']);
  return { title: t('action.deliver') };
}

export default async function Page({ params }: Props) {
  const { requestId } = await params;
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['deal']}>
      <DeliverView requestId={requestId} />
    </PageMessages>
  );
}
