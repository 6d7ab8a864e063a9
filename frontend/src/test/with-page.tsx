import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ThemeProvider } from '@mui/material/styles';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ReactElement, ReactNode } from 'react';
import { languageInfo, type Language } from '@/config/languages';
import { ServerNowContext } from '@/hooks/use-now';
import { I18nProvider } from '@/locales/i18n-provider';
import { NAMESPACES } from '@/locales/namespaces';
import type { Messages } from '@/locales/translator';
import { createAmnTheme } from '@/theme/create-theme';

const locales = path.join(__dirname, '..', 'locales');

function allMessages(language: Language): Messages {
  return Object.fromEntries(
    NAMESPACES.map((namespace) => [
      namespace,
      JSON.parse(readFileSync(path.join(locales, language, `${namespace}.json`), 'utf8')) as Record<
        string,
        unknown
      >,
    ]),
  );
}

/** What stands around every component in the product, for tests. */
export function withPage(
  children: ReactNode,
  language: Language = 'en',
  client = new QueryClient(),
): ReactElement {
  const { direction, script } = languageInfo[language];
  return (
    <ServerNowContext value={Date.now()}>
      <I18nProvider language={language} messages={allMessages(language)}>
        <ThemeProvider theme={createAmnTheme(direction, script)}>
          <QueryClientProvider client={client}>{children}</QueryClientProvider>
        </ThemeProvider>
      </I18nProvider>
    </ServerNowContext>
  );
}
