import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { PaymentDetail } from '@/sections/admin-payments/lazy-views';

type Props = PageProps<'/[lang]/admin/payments/[paymentId]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['deskPayments']);
  return { title: t('title') };
}

export default async function Page({ params }: Props) {
  const { paymentId } = await params;
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['deskPayments', 'admin']}>
      <PaymentDetail paymentId={paymentId} />
    </PageMessages>
  );
}
