'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { CloudOff } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '@/components/button';
import { Page } from '@/components/page';
import { useTranslation } from '@/locales/i18n-provider';

/** What the service worker shows without a network; the page asked for comes back with the network. */
export function OfflineView() {
  const { t } = useTranslation();
  useEffect(() => {
    const reload = () => {
      location.reload();
    };
    window.addEventListener('online', reload);
    return () => {
      window.removeEventListener('online', reload);
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
