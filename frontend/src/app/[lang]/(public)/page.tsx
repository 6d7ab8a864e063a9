import type { Metadata } from 'next';
import { pageLanguage } from '@/app/page-language';
import { languageAlternates } from '@/config/paths';
import { getTranslations } from '@/locales/server';
import { LandingView } from '@/sections/landing/landing-view';

export async function generateMetadata({ params }: PageProps<'/[lang]'>): Promise<Metadata> {
  const language = await pageLanguage(params);
  const t = await getTranslations(language, ['landing']);
  return {
    title: { absolute: t('meta.title') },
    description: t('meta.description'),
    alternates: { canonical: `/${language}`, languages: languageAlternates('') },
  };
}

export default async function LandingPage({ params }: PageProps<'/[lang]'>) {
  return <LandingView language={await pageLanguage(params)} />;
}
