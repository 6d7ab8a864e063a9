import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { OfferView } from '@/sections/offers/lazy-offer-view';

type Props = PageProps<'/[lang]/requests/[requestId]/offer'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['offers']);
  return { title: t('make.title') };
}

export default async function OfferPage({ params }: Props) {
  const { requestId } = await params;
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['offers', 'fees', 'milestones']}>
      <OfferView requestId={requestId} />
    </PageMessages>
  );
}
