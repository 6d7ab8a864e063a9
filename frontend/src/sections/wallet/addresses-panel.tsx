'use client';

import Box from '@mui/material/Box';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { payoutAddressesQuery, removePayoutAddressAction, type PayoutAddress } from '@/actions/wallet';
import { signedAddressesQuery } from '@/actions/wallets';
import { Address } from '@/components/address';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { ErrorState } from '@/components/error-state';
import { TableSkeleton } from '@/components/skeletons';
import { TonePill } from '@/components/tone-pill';
import { TimeLeft } from '@/components/time-left';
import { useNow } from '@/hooks/use-now';
import { useTranslation } from '@/locales/i18n-provider';
import { isRuledOut } from './fitting-addresses';
import { LazyAddAddressForm } from './lazy-add-address-form';
import { listSx, Panel, PanelNote } from './panel';

export function AddressesPanel() {
  const { t } = useTranslation('wallet');
  const { data: addresses, error, refetch } = useQuery(payoutAddressesQuery());
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<PayoutAddress | null>(null);
  const remove = useMutation(removePayoutAddressAction);
  const close = () => {
    setRemoving(null);
    remove.reset();
  };
  return (
    <Panel
      title={t('addresses.title')}
      lead={t('addresses.lead')}
      action={
        !adding && (
          <Button
            size="small"
            startIcon={<Plus size={16} aria-hidden />}
            onClick={() => {
              setAdding(true);
            }}
          >
            {t('addresses.add')}
          </Button>
        )
      }
    >
      <Box sx={{ display: 'grid', gap: 4 }}>
        {adding && (
          <LazyAddAddressForm
            onAdded={() => {
              setAdding(false);
            }}
            onCancel={() => {
              setAdding(false);
            }}
          />
        )}
        {error && !addresses && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!addresses && !error && <TableSkeleton rows={2} label={t('addresses.title')} />}
        {addresses?.length === 0 && !adding && <PanelNote>{t('addresses.empty')}</PanelNote>}
        {addresses && addresses.length > 0 && (
          <Box component="ul" sx={listSx}>
            {addresses.map((address) => (
              <AddressRow
                key={address.id}
                address={address}
                onRemove={() => {
                  setRemoving(address);
                }}
              />
            ))}
          </Box>
        )}
      </Box>
      <ConfirmDialog
        open={removing !== null}
        danger
        title={t('addresses.removeTitle')}
        confirmLabel={t('addresses.remove')}
        pending={remove.isPending}
        error={remove.error}
        onClose={close}
        onConfirm={() => {
          if (removing) remove.mutate(removing.id, { onSuccess: close });
        }}
      >
        {t('addresses.removeBody')}
      </ConfirmDialog>
    </Panel>
  );
}

function AddressRow({ address, onRemove }: { address: PayoutAddress; onRemove: () => void }) {
  const { t } = useTranslation('wallet');
  const { t: payouts } = useTranslation('payouts');
  const held = useIsHeld(address);
  const { data: signed } = useQuery(signedAddressesQuery());
  const ruledOut = isRuledOut(address, signed?.items ?? []);
  return (
    <Box component="li" sx={{ px: 5, py: 4, display: 'grid', gap: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
        <Box sx={{ fontWeight: 580, flex: 1, overflowWrap: 'anywhere' }}>{address.label}</Box>
        {address.isDefault && (
          <TonePill tone="neutral" size="small">
            {payouts('address.default')}
          </TonePill>
        )}
        <TonePill tone={ruledOut ? 'neutral' : held ? 'payment' : 'completed'} size="small">
          {ruledOut ? payouts('address.ruledOut') : held ? t('addresses.held') : t('addresses.usable')}
        </TonePill>
      </Box>
      <Box sx={{ fontSize: '0.875rem' }}>
        <Address value={address.address} />
      </Box>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          justifyContent: 'space-between',
          gap: 3,
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
        <Box sx={{ marginInlineEnd: '-12px' }}>
          <Button size="small" variant="text" onClick={onRemove}>
            {t('addresses.remove')}
          </Button>
        </Box>
      </Box>
    </Box>
  );
}

/** Whether an address cannot be used yet. */
export function useIsHeld(address: PayoutAddress): boolean {
  return new Date(address.usableFromAt).getTime() > useNow(30_000);
}
