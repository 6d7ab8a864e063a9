import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { EditRequestView } from '@/sections/request-form/lazy-request-form-views';

type Props = PageProps<'/[lang]/requests/[requestId]/edit'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['requestForm']);
  return { title: t('edit.title') };
}

export default async function Page({ params }: Props) {
  const { requestId } = await params;
  return (
    <PageMessages
      language={await pageLanguage(params)}
      namespaces={['requestForm', 'marketplace', 'dateField']}
    >
      <EditRequestView requestId={requestId} />
    </PageMessages>
  );
}
