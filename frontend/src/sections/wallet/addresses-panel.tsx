'use client';

import Box from '@mui/material/Box';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import {
  payoutAddressesQuery,
  removePayoutAddressAction,
  updatePayoutAddressAction,
  type PayoutAddress,
} from '@/actions/wallet';
import { signedAddressesQuery } from '@/actions/wallets';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { AddressRow } from '@/components/payout-address/address-row';
import { RemoveAddressDialog } from '@/components/payout-address/remove-address-dialog';
import { TableSkeleton } from '@/components/skeletons';
import { TonePill } from '@/components/tone-pill';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';
import { isRuledOut } from './fitting-addresses';
import { LazyAddAddressForm, LazyRenameAddressForm } from './lazy-address-forms';
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
              <OwnAddress
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
      <RemoveAddressDialog
        open={removing !== null}
        pending={remove.isPending}
        error={remove.error}
        onClose={close}
        onConfirm={() => {
          if (removing) remove.mutate(removing.id, { onSuccess: close });
        }}
      />
    </Panel>
  );
}

interface OwnAddressProps {
  address: PayoutAddress;
  onRemove: () => void;
}

function OwnAddress({ address, onRemove }: OwnAddressProps) {
  const { t } = useTranslation('wallet');
  const { t: payouts } = useTranslation('payouts');
  const { data: signed } = useQuery(signedAddressesQuery());
  const [renaming, setRenaming] = useState(false);
  const toast = useToast();
  const update = useMutation(updatePayoutAddressAction);
  const ruledOut = isRuledOut(address, signed?.items ?? []);
  return (
    <AddressRow
      address={address}
      overruled={ruledOut ? payouts('address.ruledOut') : undefined}
      pill={
        address.isDefault && (
          <TonePill tone="neutral" size="small">
            {payouts('address.default')}
          </TonePill>
        )
      }
      actions={
        renaming ? (
          <LazyRenameAddressForm
            address={address}
            onDone={() => {
              setRenaming(false);
            }}
          />
        ) : (
          <Box sx={{ display: 'flex', flexWrap: 'wrap' }}>
            {!address.isDefault && !ruledOut && (
              <Button
                size="small"
                variant="text"
                loading={update.isPending}
                onClick={() => {
                  update.mutate({ addressId: address.id, isDefault: true }, { onError: toast.error });
                }}
              >
                {payouts('address.makeDefault')}
              </Button>
            )}
            <Button
              size="small"
              variant="text"
              onClick={() => {
                setRenaming(true);
              }}
            >
              {payouts('address.rename')}
            </Button>
            <Button size="small" variant="text" onClick={onRemove}>
              {t('addresses.remove')}
            </Button>
          </Box>
        )
      }
    />
  );
}
