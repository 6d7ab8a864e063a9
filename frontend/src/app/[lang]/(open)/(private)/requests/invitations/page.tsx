import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { InvitationsView } from '@/sections/marketplace/lazy-invitations-view';

type Props = PageProps<'/[lang]/requests/invitations'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['marketplace']);
  return { title: t('invitations.title') };
}

export default async function Page({ params }: Props) {
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['marketplace']}>
      <InvitationsView />
    </PageMessages>
  );
}
