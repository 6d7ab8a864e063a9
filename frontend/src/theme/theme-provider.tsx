'use client';

import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider as MuiThemeProvider } from '@mui/material/styles';
import { AppRouterCacheProvider } from '@mui/material-nextjs/v16-appRouter';
import { useState, type ReactNode } from 'react';
import { languageInfo, type Language } from '@/config/languages';
import { createAmnTheme } from './create-theme';
import { rtlStylisPlugins } from './rtl';

interface ThemeProviderProps {
  language: Language;
  /** Nonce of this response; every style element that emotion writes carries it. */
  nonce: string;
  children: ReactNode;
}

/** Theme, emotion cache and reading direction of one page. */
export function ThemeProvider({ language, nonce, children }: ThemeProviderProps) {
  const { direction, script } = languageInfo[language];
  const rtl = direction === 'rtl';
  const [theme] = useState(() => createAmnTheme(direction, script));
  return (
    <AppRouterCacheProvider
      options={{
        key: rtl ? 'amn-rtl' : 'amn',
        nonce,
        prepend: true,
        stylisPlugins: rtl ? rtlStylisPlugins : undefined,
      }}
    >
      <MuiThemeProvider theme={theme} defaultMode="system">
        <CssBaseline enableColorScheme />
        {children}
      </MuiThemeProvider>
    </AppRouterCacheProvider>
  );
}
