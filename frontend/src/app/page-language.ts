import { notFound } from 'next/navigation';
import { isLanguage, type Language } from '@/config/languages';

/** The language of a page from its parameters; anything else is no page of ours. */
export async function pageLanguage(params: Promise<{ lang: string }>): Promise<Language> {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  return lang;
}
