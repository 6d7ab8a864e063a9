'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Payment } from '@/actions/payment';
import { Button } from '@/components/button';
import { Money } from '@/components/money';
import { StatusChip } from '@/components/status-chip';
import { RelativeTime } from '@/components/time-left';
import { useTranslation } from '@/locales/i18n-provider';

interface EarlierAttemptsProps {
  label: string;
  attempts: readonly Payment[];
  onShow: (paymentId: string) => void;
}

/** Addresses that were given before: money that was sent there is still seen. */
export function EarlierAttempts({ label, attempts, onShow }: EarlierAttemptsProps) {
  const { t } = useTranslation('pay');
  return (
    <Box component="section" aria-label={label}>
      <Typography variant="h4" component="h2" sx={{ mb: 3 }}>
        {label}
      </Typography>
      <Box
        component="ul"
        sx={{
          m: 0,
          p: 0,
          listStyle: 'none',
          border: 1,
          borderColor: 'divider',
          borderRadius: 1.5,
          bgcolor: 'background.paper',
          '& > li + li': { borderTop: 1, borderColor: 'divider' },
        }}
      >
        {attempts.map((attempt) => (
          <Box
            component="li"
            key={attempt.id}
            sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 3, px: 4, py: 3 }}
          >
            <StatusChip kind="payment" status={attempt.status} size="small" />
            <Money amountBase={attempt.expected.amount} asset={attempt.asset} />
            <Box sx={{ flex: 1, fontSize: '0.875rem', color: 'text.secondary' }}>
              <RelativeTime at={attempt.createdAt} />
            </Box>
            <Button
              size="small"
              onClick={() => {
                onShow(attempt.id);
              }}
            >
              {t('attempts.show')}
            </Button>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
