import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { PaymentsView } from '@/sections/admin-payments/lazy-views';

type Props = PageProps<'/[lang]/admin/payments'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['deskPayments']);
  return { title: t('title') };
}

export default async function Page({ params }: Props) {
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['deskPayments', 'admin']}>
      <PaymentsView />
    </PageMessages>
  );
}
