'use client';

import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { useWatch, type Control } from 'react-hook-form';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import type { Values } from './schema';

/** What publishing sets in motion, and what it does not. */
export function NextSteps({ control }: { control: Control<Values> }) {
  const { t } = useTranslation('requestForm');
  const format = useFormat();
  const titleId = useId();
  const [visibility, sealed] = useWatch({ control, name: ['visibility', 'sealed'] });
  const steps = [
    t(visibility === 'public' ? 'next.seenByAll' : 'next.seenByInvited'),
    t(sealed ? 'next.chooseSealed' : 'next.choose'),
    t('next.pay'),
    t('next.approve'),
  ];
  return (
    <Card component="section" aria-labelledby={titleId} sx={{ p: 5, bgcolor: 'surface.sunken' }}>
      <Typography id={titleId} variant="h4" component="h2">
        {t('next.title')}
      </Typography>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, mt: 4, p: 0, display: 'grid', gap: 4 }}>
        {steps.map((step, index) => (
          <Box
            key={step}
            component="li"
            sx={{ display: 'flex', gap: 3, fontSize: '0.9375rem', lineHeight: 1.5 }}
          >
            <Box
              aria-hidden
              sx={{
                flexShrink: 0,
                display: 'grid',
                placeItems: 'center',
                width: 24,
                height: 24,
                borderRadius: '50%',
                bgcolor: 'surface.brandSoft',
                color: 'primary.main',
                fontSize: '0.8125rem',
                fontWeight: 650,
              }}
            >
              {format.number(index + 1)}
            </Box>
            <span>{step}</span>
          </Box>
        ))}
      </Box>
      <Typography variant="body2" sx={{ mt: 4, color: 'text.secondary', textWrap: 'pretty' }}>
        {t('next.free')}
      </Typography>
    </Card>
  );
}
