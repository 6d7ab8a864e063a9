'use client';

import Box from '@mui/material/Box';
import { Facts } from '@/components/facts';
import type { AssetLook } from '@/components/money';
import { Money } from '@/components/money';
import { shareOf, type DivisionBase } from '@/lib/division';
import { useTranslation } from '@/locales/i18n-provider';

export interface PartyNames {
  readonly buyer: string;
  readonly seller: string;
}

interface DivisionBarProps {
  division: DivisionBase;
  asset: AssetLook;
  names: PartyNames;
  /** The reader's own part stands out. */
  viewer?: 'buyer' | 'seller' | undefined;
}

const COLOURS = {
  buyer: 'tone.refunded.fg',
  seller: 'tone.completed.fg',
  fee: 'surface.borderStrong',
} as const;

/** Who gets what: a bar of the parts, and the exact amounts, which add up to what is held. */
export function DivisionBar({ division, asset, names, viewer }: DivisionBarProps) {
  const { t } = useTranslation('dispute');
  const { buyerGets, sellerGets, fee } = division;
  const whole = buyerGets + sellerGets + fee;
  const parts = [
    { key: 'buyer', base: buyerGets, label: t('division.buyer', { name: names.buyer }) },
    { key: 'seller', base: sellerGets, label: t('division.seller', { name: names.seller }) },
    { key: 'fee', base: fee, label: t('division.fee') },
  ] as const;
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Box
        aria-hidden
        sx={{
          display: 'flex',
          gap: '2px',
          height: 8,
          borderRadius: 999,
          overflow: 'hidden',
          bgcolor: 'surface.sunken',
        }}
      >
        {parts.map(({ key, base }) => (
          <Box
            key={key}
            sx={{ width: `${shareOf(base, whole) * 100}%`, bgcolor: COLOURS[key], transition: 'width 120ms' }}
          />
        ))}
      </Box>
      <Facts
        rows={parts.map(({ key, base, label }) => ({
          label: (
            <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 2 }}>
              <Box
                component="span"
                aria-hidden
                sx={{ width: 8, height: 8, borderRadius: '50%', bgcolor: COLOURS[key], flexShrink: 0 }}
              />
              {label}
            </Box>
          ),
          value: (
            <span data-testid={`division-${key}`}>
              <Money amountBase={base.toString()} asset={asset} />
            </span>
          ),
          strong: key === viewer,
        }))}
      />
    </Box>
  );
}
