'use client';

import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { assetLooksQuery } from '@/actions/asset-looks';
import { useFormat } from '@/locales/use-format';

interface Amount {
  readonly amount: string;
  readonly asset: string;
}

/** Amounts of the books, signed where they are. What nobody knows any more is shown in base units. */
export function useMoney(): {
  readonly text: (money: Amount) => string;
  /** Within a sentence, whichever way that runs. */
  readonly apart: (money: Amount) => string;
  readonly show: (money: Amount) => ReactNode;
} {
  const { data: assets } = useQuery(assetLooksQuery());
  const format = useFormat();
  const text = ({ amount, asset }: Amount): string => {
    const known = assets?.find(({ code }) => code === asset);
    const isNegative = amount.startsWith('-');
    const digits = format.base(isNegative ? amount.slice(1) : amount, known?.decimals ?? 0);
    return `${isNegative ? '−' : ''}${digits} ${known?.symbol ?? asset}`;
  };
  return {
    text,
    apart: (money) => `\u2068${text(money)}\u2069`,
    show: (money) => (
      // Eighteen digits of a coin are wider than a phone.
      <Box
        component="bdi"
        dir="ltr"
        className="tabular"
        sx={{ whiteSpace: { xs: 'normal', sm: 'nowrap' }, overflowWrap: 'anywhere' }}
      >
        {text(money)}
      </Box>
    ),
  };
}
