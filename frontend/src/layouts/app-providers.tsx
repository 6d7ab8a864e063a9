'use client';

import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { demoQuery, type Demo } from '@/actions/demo';
import { LiveProvider } from '@/actions/live';
import { SessionProvider } from '@/actions/session';
import { ToastHost } from '@/components/toast/toast-host';
import type { RuntimeConfig } from '@/config/env';
import { isProduction } from '@/config/mode';
import { languageInfo, type Language } from '@/config/languages';
import { RuntimeConfigContext } from '@/hooks/use-runtime-config';
import { ServerNowContext } from '@/hooks/use-now';
import { configureHttp } from '@/lib/http-settings';
import { setProductNow } from '@/lib/clock';
import { makeQueryClient } from '@/lib/query-client';
import { startReporting } from '@/lib/reporting';
import type { Messages } from '@/locales/translator';
import { I18nProvider } from '@/locales/i18n-provider';
import { ThemeProvider } from '@/theme/theme-provider';

interface AppProvidersProps {
  language: Language;
  messages: Messages;
  nonce: string;
  runtime: RuntimeConfig;
  /** The product's time when the server drew the page, in ms. */
  serverNow: number;
  /** What the server knows of the demo; null where this is none. */
  demo: Demo | null;
  sessionExpected: boolean;
  children: ReactNode;
}

declare global {
  interface Window {
    /** Read by goober, which notistack writes its styles with. */
    __nonce__?: string;
  }
}

/** Everything a page needs around it, from the outside in. */
export function AppProviders(props: AppProvidersProps) {
  const { language, messages, nonce, runtime, serverNow, demo, sessionExpected, children } = props;
  const [queryClient] = useState(() => {
    const client = makeQueryClient();
    client.setQueryData(demoQuery().queryKey, demo);
    configureHttp({ language: languageInfo[language].tag });
    if (typeof window !== 'undefined') {
      window.__nonce__ = nonce;
      if (demo) setProductNow(demo.now);
    }
    return client;
  });

  return (
    <RuntimeConfigContext value={runtime}>
      <ServerNowContext value={serverNow}>
        <I18nProvider language={language} messages={messages}>
          <ThemeProvider language={language} nonce={nonce}>
            <QueryClientProvider client={queryClient}>
              <SessionProvider expected={sessionExpected}>
                <LiveProvider>{children}</LiveProvider>
              </SessionProvider>
              <ToastHost />
              {demo && <DemoClock />}
            </QueryClientProvider>
            <PageDuties sentryDsn={runtime.sentryDsn} />
          </ThemeProvider>
        </I18nProvider>
      </ServerNowContext>
    </RuntimeConfigContext>
  );
}

/** Follows the demo's clock, which the sandbox can move while the page is open. */
function DemoClock() {
  const { data } = useQuery({ ...demoQuery(), refetchInterval: 30_000 });
  useEffect(() => {
    if (data) setProductNow(data.now);
  }, [data]);
  return null;
}

/** What a page does once it stands: the service worker, and the reporting of bugs where it is wanted. */
function PageDuties({ sentryDsn }: { sentryDsn: string | null }) {
  useEffect(() => {
    if (sentryDsn) startReporting(sentryDsn);
    if (isProduction && 'serviceWorker' in navigator) {
      // A browser that forbids workers (a private window, say) works without one.
      navigator.serviceWorker.register('/sw.js').catch((error: unknown) => {
        console.info('No service worker here', error);
      });
    }
  }, [sentryDsn]);
  return null;
}
