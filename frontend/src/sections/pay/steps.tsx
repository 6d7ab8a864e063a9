'use client';

import Box from '@mui/material/Box';
import { Check } from 'lucide-react';
import { useTranslation } from '@/locales/i18n-provider';

const STEPS = ['sent', 'confirmed', 'escrow'] as const;

/** The way of a transfer into escrow, and how far it is. */
export function Steps({ done }: { done: number }) {
  const { t } = useTranslation('pay');
  return (
    <Box
      component="ol"
      aria-label={t('steps.label')}
      sx={{
        m: 0,
        p: 0,
        pt: 4,
        listStyle: 'none',
        display: 'grid',
        gap: 3,
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      {STEPS.map((step, index) => {
        const isDone = index < done;
        const isNow = index === done;
        return (
          <Box
            component="li"
            key={step}
            aria-current={isNow ? 'step' : undefined}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 3,
              color: isDone || isNow ? 'text.primary' : 'text.secondary',
              fontWeight: isNow ? 620 : 450,
            }}
          >
            <Box
              aria-hidden
              sx={{
                display: 'grid',
                placeItems: 'center',
                flexShrink: 0,
                width: 24,
                height: 24,
                borderRadius: '50%',
                border: 2,
                borderColor: isDone || isNow ? 'primary.main' : 'divider',
                bgcolor: isDone ? 'primary.main' : 'transparent',
                color: isDone ? 'primary.contrastText' : 'text.secondary',
              }}
            >
              {isDone && <Check size={14} strokeWidth={3} />}
            </Box>
            {t(`steps.${step}`)}
          </Box>
        );
      })}
    </Box>
  );
}
