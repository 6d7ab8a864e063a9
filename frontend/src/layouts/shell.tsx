'use client';

import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { demoQuery } from '@/actions/demo';
import { useLiveStatus } from '@/actions/live';
import { useSession } from '@/actions/session';
import { DemoBanner } from '@/components/demo-banner';
import { OfflineBanner } from '@/components/offline-banner';
import { useTranslation } from '@/locales/i18n-provider';
import { BOTTOM_NAV_HEIGHT, BottomNav } from './bottom-nav';
import { Footer } from './footer';
import { SideNav } from './side-nav';
import { TOP_BAR_HEIGHT, TopBar } from './top-bar';

interface ShellProps {
  /**
   * `public`: the same for everybody, with a footer. `open`: a page everybody may see, inside a signed-in person's
   * navigation. `plain`: one question, nothing around it.
   */
  kind: 'public' | 'open' | 'plain';
  children: ReactNode;
}

/** What stands around a page. */
export function Shell({ kind, children }: ShellProps) {
  const { t } = useTranslation();
  const { status } = useSession();
  const live = useLiveStatus();
  const demo = useQuery(demoQuery()).data;
  const navigation = kind === 'open' && status !== 'anonymous';
  return (
    <>
      <a className="skip-link" href="#main">
        {t('app.skipToContent')}
      </a>
      <Box sx={{ display: 'flex', flexDirection: 'column', minHeight: '100dvh' }}>
        {demo && <DemoBanner sandboxUrl={demo.sandboxUrl} mailUrl={demo.mailUrl} />}
        <TopBar plain={kind === 'plain'} />
        <Box sx={{ position: 'sticky', top: TOP_BAR_HEIGHT, zIndex: 'appBar' }}>
          <OfflineBanner interrupted={live === 'interrupted'} />
        </Box>
        <Box sx={{ display: 'flex', flex: 1, alignItems: 'stretch' }}>
          {navigation && <SideNav />}
          <Box
            component="main"
            id="main"
            tabIndex={-1}
            sx={{
              flex: 1,
              minWidth: 0,
              display: 'flex',
              flexDirection: 'column',
              outline: 'none',
              pb: navigation
                ? { xs: `calc(${BOTTOM_NAV_HEIGHT}px + env(safe-area-inset-bottom))`, md: 0 }
                : 0,
            }}
          >
            {children}
          </Box>
        </Box>
        {!navigation && kind !== 'plain' && <Footer />}
      </Box>
      {navigation && <BottomNav />}
    </>
  );
}
