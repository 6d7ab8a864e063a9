'use client';

import Box from '@mui/material/Box';
import { Globe } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { Button } from '@/components/button';
import { languageInfo, LANGUAGES } from '@/config/languages';
import { inLanguage } from '@/config/paths';
import { rememberLanguage } from '@/lib/remember-language';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { MenuButton } from './menu-button';

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
          {/* The smallest phones have room for the globe alone. */}
          <Box component="bdi" sx={{ '@media (max-width: 379.95px)': { display: 'none' } }}>
            {languageInfo[current].name}
          </Box>
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
          rememberLanguage(language);
        },
      }))}
    />
  );
}
