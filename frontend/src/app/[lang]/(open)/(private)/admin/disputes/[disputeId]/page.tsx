import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { CaseView } from '@/sections/admin-disputes/lazy-views';

type Props = PageProps<'/[lang]/admin/disputes/[disputeId]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['adminDisputes']);
  return { title: t('case') };
}

export default async function Page({ params }: Props) {
  const { disputeId } = await params;
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['adminDisputes', 'dispute']}>
      <CaseView disputeId={disputeId} />
    </PageMessages>
  );
}
