'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { CloudOff } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '@/components/button';
import { Page } from '@/components/page';
import { useTranslation } from '@/locales/i18n-provider';

/** A network that has just come does not carry at once, and one that stayed may lead nowhere. */
const LOOK_AGAIN_MS = 5_000;

/** What the service worker shows without a network; the page asked for comes back with the network. */
export function OfflineView() {
  const { t } = useTranslation();
  useEffect(() => {
    // Under its own address there is nothing to come back.
    if (location.pathname.endsWith('/offline')) return;
    const look = () => {
      fetch('/api/health/live', { cache: 'no-store' }).then(
        ({ ok }) => {
          if (ok) location.reload();
        },
        () => undefined,
      );
    };
    const timer = setInterval(look, LOOK_AGAIN_MS);
    window.addEventListener('online', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', look);
    };
  }, []);
  return (
    <Page width="reading">
      <Box sx={{ color: 'text.secondary', mb: 6 }} aria-hidden>
        <CloudOff size={40} strokeWidth={1.5} />
      </Box>
      <Typography variant="h1">{t('offline.title')}</Typography>
      <Typography sx={{ mt: 3, mb: 8, color: 'text.secondary', maxWidth: '56ch' }}>
        {t('offline.body')}
      </Typography>
      <Button
        variant="outlined"
        onClick={() => {
          location.reload();
        }}
      >
        {t('action.retry')}
      </Button>
    </Page>
  );
}
