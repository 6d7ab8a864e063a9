import InitColorSchemeScript from '@mui/material/InitColorSchemeScript';
import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { demoOnServer, serverNow } from '@/actions/server-demo';
import { serverEnv } from '@/config/env';
import { chineseStylesheet, fontLinks } from '@/config/fonts';
import { isLanguage, languageInfo } from '@/config/languages';
import { AppProviders } from '@/layouts/app-providers';
import { LateFonts } from '@/layouts/late-fonts';
import { SESSION_HINT } from '@/lib/access-token';
import { loadMessages } from '@/locales/load-messages';
import { SHELL_NAMESPACES } from '@/locales/namespaces';
import { getTranslations } from '@/locales/server';
import { COLOR_SCHEME_ATTRIBUTE } from '@/theme/color-scheme';
import { night, sand } from '@/theme/tokens';
import '../global.css';

interface LayoutProps {
  children: ReactNode;
  params: Promise<{ lang: string }>;
}

export async function generateMetadata({ params }: LayoutProps): Promise<Metadata> {
  const { lang } = await params;
  if (!isLanguage(lang)) return {};
  const t = await getTranslations(lang, ['common']);
  const { publicUrl } = serverEnv();
  return {
    ...(publicUrl ? { metadataBase: new URL(publicUrl) } : {}),
    title: { default: t('app.name'), template: `%s · ${t('app.name')}` },
    description: t('app.tagline'),
    applicationName: t('app.name'),
    manifest: `/${lang}/manifest.webmanifest`,
    icons: {
      icon: [
        { url: '/icons/icon.svg', type: 'image/svg+xml' },
        { url: '/icons/icon-192.png', sizes: '192x192' },
      ],
      apple: '/icons/apple-touch-icon.png',
    },
    formatDetection: { telephone: false, email: false, address: false },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: sand[50] },
    { media: '(prefers-color-scheme: dark)', color: night[950] },
  ],
};

/** The document: language, direction, fonts and everything a page needs around it. Drawn anew for each request. */
export default async function DocumentLayout({ children, params }: LayoutProps) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { tag, direction, script } = languageInfo[lang];
  const [messages, requestHeaders, jar, demo] = await Promise.all([
    loadMessages(lang, SHELL_NAMESPACES),
    headers(),
    cookies(),
    demoOnServer(),
  ]);
  const nonce = requestHeaders.get('x-nonce') ?? '';
  const fonts = fontLinks[script];
  return (
    <html lang={tag} dir={direction} suppressHydrationWarning>
      <head>
        {fonts.preload.map((href) => (
          <link key={href} rel="preload" as="font" type="font/woff2" href={href} crossOrigin="anonymous" />
        ))}
        {fonts.stylesheets.map((href) => (
          <link key={href} rel="stylesheet" href={href} precedence="font" />
        ))}
      </head>
      <body>
        <InitColorSchemeScript attribute={COLOR_SCHEME_ATTRIBUTE} defaultMode="system" nonce={nonce} />
        <AppProviders
          language={lang}
          messages={messages}
          nonce={nonce}
          runtime={serverEnv().runtime}
          serverNow={serverNow(demo)}
          demo={demo}
          sessionExpected={jar.get(SESSION_HINT)?.value === '1'}
        >
          {children}
        </AppProviders>
        {script !== 'chinese' && <LateFonts href={chineseStylesheet} />}
      </body>
    </html>
  );
}
