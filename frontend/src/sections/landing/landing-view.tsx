import type { Language } from '@/config/languages';
import { getTranslations } from '@/locales/server';
import { Closing } from './closing';
import { Faq } from './faq';
import { Hero } from './hero';
import { HowItWorks } from './how-it-works';
import { Trust } from './trust';
import { WhereTheMoneyIs } from './where-the-money-is';

/** The start page. It is drawn on the server alone: its strings are in no bundle. */
export async function LandingView({ language }: { language: Language }) {
  const t = await getTranslations(language, ['landing']);
  return (
    <>
      <Hero t={t} language={language} />
      <HowItWorks t={t} language={language} />
      <WhereTheMoneyIs t={t} />
      <Trust t={t} />
      <Faq t={t} />
      <Closing t={t} language={language} />
    </>
  );
}
