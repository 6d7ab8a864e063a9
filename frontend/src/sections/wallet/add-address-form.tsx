'use client';

import { useMutation } from '@tanstack/react-query';
import { useStepUp } from '@/actions/step-up';
import { addPayoutAddressAction, type PayoutAddress } from '@/actions/wallet';
import { AddressForm } from '@/components/payout-address/address-form';
import { StepUpDialog } from '@/components/step-up-dialog';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';
import { useAssets } from './use-assets';

interface AddAddressFormProps {
  /** Filled in for the reader, who may still change it. */
  wanted?: { readonly chainId: number; readonly address: string } | null;
  onAdded: (address: PayoutAddress) => void;
  onCancel: () => void;
}

/** A new payout address of one's own; the API asks for the password before it takes one. */
export function AddAddressForm({ wanted = null, onAdded, onCancel }: AddAddressFormProps) {
  const { t } = useTranslation('wallet');
  const toast = useToast();
  const { payable } = useAssets();
  const add = useMutation(addPayoutAddressAction);
  const stepUp = useStepUp();
  return (
    <>
      <AddressForm
        assets={payable}
        wanted={wanted}
        labelHelp={t('addresses.form.labelHelp')}
        pending={add.isPending}
        error={add.error}
        onSave={async (body) => {
          const address = await stepUp.run(() => add.mutateAsync(body));
          toast.success(t('addresses.added'));
          onAdded(address);
        }}
        onCancel={onCancel}
      />
      <StepUpDialog {...stepUp.dialog} />
    </>
  );
}
