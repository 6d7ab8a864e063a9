'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { DemoAccount } from '@/actions/demo';
import { Person } from '@/components/person';
import { languageInfo } from '@/config/languages';
import { useTranslation } from '@/locales/i18n-provider';

interface DemoAccountsProps {
  accounts: readonly DemoAccount[];
  pending: boolean;
  onChoose: (account: { email: string; password: string }) => void;
}

/** One click signs in as any of the demo's people. */
export function DemoAccounts({ accounts, pending, onChoose }: DemoAccountsProps) {
  const { t } = useTranslation('auth');
  return (
    <Box
      component="section"
      aria-labelledby="demo-title"
      sx={{ mb: 8, p: 4, border: 1, borderColor: 'divider', borderRadius: 1.5, bgcolor: 'surface.brandSoft' }}
    >
      <Typography id="demo-title" variant="h4" component="h2">
        {t('demo.title')}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.5 }}>
        {t('demo.body')}
      </Typography>
      <Box sx={{ display: 'grid', gap: 2, mt: 4, gridTemplateColumns: { sm: '1fr 1fr' } }}>
        {accounts.map(({ name, email, password, language, about }) => (
          <Box
            component="button"
            type="button"
            key={email}
            disabled={pending}
            onClick={() => {
              onChoose({ email, password });
            }}
            sx={{
              display: 'flex',
              flexDirection: 'column',
              alignItems: 'flex-start',
              gap: 1,
              minWidth: 0,
              p: 3,
              border: 1,
              borderColor: 'divider',
              borderRadius: 1,
              bgcolor: 'background.paper',
              color: 'text.primary',
              font: 'inherit',
              textAlign: 'start',
              cursor: 'pointer',
              '&:hover': { borderColor: 'primary.main' },
              '&:disabled': { opacity: 0.6, cursor: 'default' },
            }}
          >
            <Person name={name} />
            <Typography variant="caption" sx={{ color: 'text.secondary' }}>
              {t(`demo.about.${about}`)} · <bdi>{languageInfo[language].name}</bdi>
            </Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
