'use client';

import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { AssetLook } from '@/actions/asset-looks';
import { useStepUp } from '@/actions/step-up';
import { addPlatformAddressAction, removePlatformAddressAction } from '@/actions/treasury';
import type { PayoutAddress } from '@/actions/wallet';
import { Button } from '@/components/button';
import { Panel } from '@/components/panel';
import { AddressForm } from '@/components/payout-address/address-form';
import { AddressRow } from '@/components/payout-address/address-row';
import { RemoveAddressDialog } from '@/components/payout-address/remove-address-dialog';
import { StepUpDialog } from '@/components/step-up-dialog';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';

interface PlatformAddressesProps {
  assets: readonly AssetLook[];
  addresses: readonly PayoutAddress[];
}

/** Where Amn's own money may go: checked and held like anybody's. */
export function PlatformAddresses({ assets, addresses }: PlatformAddressesProps) {
  const { t } = useTranslation('treasury');
  const { t: wallet } = useTranslation('wallet');
  const toast = useToast();
  const stepUp = useStepUp();
  const add = useMutation(addPlatformAddressAction);
  const remove = useMutation(removePlatformAddressAction);
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<PayoutAddress | null>(null);
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
            {wallet('addresses.add')}
          </Button>
        )
      }
    >
      <Box sx={{ display: 'grid', gap: 4 }}>
        {adding && (
          <AddressForm
            assets={assets}
            labelHelp={t('addresses.labelHelp')}
            pending={add.isPending}
            error={add.error}
            onSave={async (body) => {
              await stepUp.run(() => add.mutateAsync(body));
              toast.success(wallet('addresses.added'));
              setAdding(false);
            }}
            onCancel={() => {
              setAdding(false);
            }}
          />
        )}
        {addresses.length === 0 && !adding && (
          <Box sx={{ color: 'text.secondary' }}>{t('addresses.none')}</Box>
        )}
        {addresses.length > 0 && (
          <Box
            component="ul"
            sx={{
              m: 0,
              p: 0,
              listStyle: 'none',
              border: 1,
              borderColor: 'divider',
              borderRadius: 1.5,
              '& > li + li': { borderTop: 1, borderColor: 'divider' },
            }}
          >
            {addresses.map((address) => (
              <AddressRow
                key={address.id}
                address={address}
                actions={
                  <Button
                    size="small"
                    variant="text"
                    onClick={() => {
                      setRemoving(address);
                    }}
                  >
                    {wallet('addresses.remove')}
                  </Button>
                }
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
      <StepUpDialog {...stepUp.dialog} />
    </Panel>
  );
}
