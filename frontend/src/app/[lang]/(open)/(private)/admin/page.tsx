import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { DesksView } from '@/layouts/desks-view';
import { getTranslations } from '@/locales/server';

type Props = PageProps<'/[lang]/admin'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['admin']);
  return { title: t('title') };
}

export default function Page() {
  return <DesksView />;
}
