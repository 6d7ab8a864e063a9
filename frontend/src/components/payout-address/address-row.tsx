'use client';

import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { Address } from '@/components/address';
import { TimeLeft } from '@/components/time-left';
import { TonePill } from '@/components/tone-pill';
import { useNow } from '@/hooks/use-now';
import { useTranslation } from '@/locales/i18n-provider';

export interface KnownAddress {
  readonly label: string;
  readonly address: string;
  readonly network: string;
  readonly usableFromAt: string;
}

interface AddressRowProps {
  address: KnownAddress;
  /** Shown in place of "ready" or "on hold". */
  overruled?: string | undefined;
  /** Before it, e.g. that it is the default one. */
  pill?: ReactNode;
  /** What can be done with it, at the row's end. */
  actions: ReactNode;
}

/** An address that money can be paid out to, and from when on. */
export function AddressRow({ address, overruled, pill, actions }: AddressRowProps) {
  const { t } = useTranslation('wallet');
  const held = useIsHeld(address);
  return (
    <Box component="li" sx={{ px: 5, py: 4, display: 'grid', gap: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
        <Box sx={{ fontWeight: 580, flex: 1, overflowWrap: 'anywhere' }}>{address.label}</Box>
        {pill}
        <TonePill tone={overruled ? 'neutral' : held ? 'payment' : 'completed'} size="small">
          {overruled ?? (held ? t('addresses.held') : t('addresses.usable'))}
        </TonePill>
      </Box>
      <Box sx={{ fontSize: '0.875rem' }}>
        <Address value={address.address} />
      </Box>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          justifyContent: 'space-between',
          columnGap: 3,
          fontSize: '0.875rem',
          color: 'text.secondary',
        }}
      >
        <span>
          {address.network}
          {held && (
            <>
              {' · '}
              <TimeLeft at={address.usableFromAt} />
            </>
          )}
        </span>
        <Box sx={{ marginInlineEnd: '-12px' }}>{actions}</Box>
      </Box>
    </Box>
  );
}

/** Whether an address cannot be used yet. */
export function useIsHeld(address: Pick<KnownAddress, 'usableFromAt'>): boolean {
  return new Date(address.usableFromAt).getTime() > useNow(30_000);
}
