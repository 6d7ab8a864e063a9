import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { NewRequestView } from '@/sections/request-form/lazy-request-form-views';

type Props = PageProps<'/[lang]/requests/new'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['requestForm']);
  return { title: t('new.title') };
}

export default async function Page({ params }: Props) {
  return (
    <PageMessages
      language={await pageLanguage(params)}
      namespaces={['requestForm', 'marketplace', 'dateField']}
    >
      <NewRequestView />
    </PageMessages>
  );
}
