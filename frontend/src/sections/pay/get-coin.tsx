'use client';

import Box from '@mui/material/Box';
import { ChevronDown } from 'lucide-react';
import type { Asset } from '@/actions/payment';
import { useTranslation } from '@/locales/i18n-provider';

const LINES = ['exchange', 'swap', 'gas', 'small'] as const;

/** For those who do not have the coin yet. */
export function GetCoin({ asset }: { asset: Asset }) {
  const { t } = useTranslation('pay');
  const values = { symbol: asset.symbol, network: asset.network };
  // The chain's own coin pays its fee itself.
  const lines = LINES.filter((line) => line !== 'gas' || asset.contract !== null);
  return (
    <Box
      component="details"
      sx={{
        width: '100%',
        border: 1,
        borderColor: 'divider',
        borderRadius: 1.5,
        bgcolor: 'background.paper',
        '&[open] .chevron': { transform: 'rotate(180deg)' },
      }}
    >
      <Box
        component="summary"
        sx={{
          display: 'flex',
          alignItems: 'center',
          justifyContent: 'space-between',
          gap: 3,
          px: 5,
          py: 4,
          fontWeight: 580,
          cursor: 'pointer',
          listStyle: 'none',
          borderRadius: 1.5,
          '&::-webkit-details-marker': { display: 'none' },
        }}
      >
        {t('help.question', values)}
        <ChevronDown size={18} aria-hidden className="chevron" />
      </Box>
      <Box
        component="ul"
        sx={{ m: 0, px: 5, pb: 5, paddingInlineStart: 10, display: 'grid', gap: 2, color: 'text.secondary' }}
      >
        {lines.map((line) => (
          <li key={line}>{t(`help.${line}`, values)}</li>
        ))}
      </Box>
    </Box>
  );
}
