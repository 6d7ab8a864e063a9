import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { PayoutDeskDetail } from '@/sections/admin-payouts/lazy-admin-payouts-views';

type Props = PageProps<'/[lang]/admin/payouts/[payoutId]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['deskPayouts']);
  return { title: t('title') };
}

export default async function Page({ params }: Props) {
  const { payoutId } = await params;
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['deskPayouts', 'payouts', 'admin']}>
      <PayoutDeskDetail payoutId={payoutId} />
    </PageMessages>
  );
}
