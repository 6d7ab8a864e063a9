import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { SettingsView } from '@/sections/settings/lazy-settings-view';

type Props = PageProps<'/[lang]/settings'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['settings']);
  return { title: t('title') };
}

export default async function Page({ params }: Props) {
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['settings', 'wallets', 'pay']}>
      <SettingsView />
    </PageMessages>
  );
}
