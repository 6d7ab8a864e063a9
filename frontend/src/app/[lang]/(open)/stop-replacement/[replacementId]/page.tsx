import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { StopReplacementView } from '@/sections/stop-replacement/stop-replacement-view';

type Props = PageProps<'/[lang]/stop-replacement/[replacementId]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['stopReplacement']);
  // Reached by a link in a mail only.
  return { title: t('title'), description: t('lead'), robots: { index: false, follow: false } };
}

export default async function Page({ params }: Props) {
  const { replacementId } = await params;
  // A link that a mail program has cut: said before a wallet signs anything.
  if (!/^[0-9a-f]{24}$/.test(replacementId)) notFound();
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['stopReplacement', 'wallets', 'pay']}>
      <StopReplacementView replacementId={replacementId} />
    </PageMessages>
  );
}
