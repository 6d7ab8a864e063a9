'use client';

import { Globe } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { Button } from '@/components/button';
import { LANGUAGE_COOKIE, languageInfo, LANGUAGES, type Language } from '@/config/languages';
import { inLanguage } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { MenuButton } from './menu-button';

const YEAR_SECONDS = 60 * 60 * 24 * 365;

/** Remembers the choice for addresses without a language. */
function remember(language: Language): void {
  document.cookie = `${LANGUAGE_COOKIE}=${language}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`;
}

/** The same page in another language; each is named by itself. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const current = useLanguage();
  const pathname = usePathname();
  return (
    <MenuButton
      trigger={(props) => (
        <Button
          {...props}
          variant="text"

          size="small"
          aria-label={`${t('language.change')}: ${languageInfo[current].name}`}
          startIcon={<Globe size={18} strokeWidth={1.75} aria-hidden />}
        >
          <bdi>{languageInfo[current].name}</bdi>
        </Button>
      )}
      entries={LANGUAGES.map((language) => ({
        key: language,
        label: <bdi>{languageInfo[language].name}</bdi>,
        selected: language === current,
        lang: languageInfo[language].tag,
        href: inLanguage(pathname, language),
        // A whole new page: direction, fonts and strings are the document's, not a component's.
        document: true,
        onSelect: () => {
          remember(language);
        },
      }))}
    />
  );
}
