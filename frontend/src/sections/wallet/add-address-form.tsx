'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { useStepUp } from '@/actions/step-up';
import { addPayoutAddressAction, type PayoutAddress } from '@/actions/wallet';
import { Button } from '@/components/button';
import { applyApiError, SelectField, TextField } from '@/components/form';
import { FormError } from '@/components/form-error';
import { StepUpDialog } from '@/components/step-up-dialog';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';
import { useAssets } from './use-assets';

const schema = z.object({
  chainId: z.string().min(1, 'field.required'),
  address: z.string().trim().min(10, 'field.required').max(128),
  label: z.string().trim().min(1, 'field.required').max(60),
});

interface AddAddressFormProps {
  /** Filled in for the reader, who may still change it. */
  wanted?: { readonly chainId: number; readonly address: string } | null;
  onAdded: (address: PayoutAddress) => void;
  onCancel: () => void;
}

/** A new payout address; the API asks for the password before it takes one. */
export function AddAddressForm({ wanted = null, onAdded, onCancel }: AddAddressFormProps) {
  const { t } = useTranslation('wallet');
  const { t: common } = useTranslation();
  const toast = useToast();
  const { assets } = useAssets();
  const add = useMutation(addPayoutAddressAction);
  const stepUp = useStepUp();
  const networks = [...new Map(assets.map((asset) => [String(asset.chainId), asset.network]))].map(
    ([value, label]) => ({ value, label }),
  );
  const form = useForm({
    resolver: zodResolver(schema),
    values: {
      chainId: String(wanted?.chainId ?? networks[0]?.value ?? ''),
      address: wanted?.address ?? '',
      label: '',
    },
    resetOptions: { keepDirtyValues: true },
  });
  const save = async (values: z.infer<typeof schema>) => {
    try {
      const body = { ...values, chainId: Number(values.chainId) };
      const address = await stepUp.run(() => add.mutateAsync(body));
      toast.success(t('addresses.added'));
      onAdded(address);
    } catch (error) {
      applyApiError(form, error);
    }
  };
  return (
    <>
      <Box
        component="form"
        noValidate
        onSubmit={(event) => {
          // It may lie inside another form of the page.
          event.stopPropagation();
          void form.handleSubmit(save)(event);
        }}
        sx={{ display: 'grid', gap: 4, p: 5, border: 1, borderColor: 'divider', borderRadius: 1.5 }}
      >
        <FormError error={add.error} />
        <SelectField
          control={form.control}
          name="chainId"
          label={t('addresses.form.network')}
          options={networks}
        />
        <TextField
          control={form.control}
          name="address"
          label={t('addresses.form.address')}
          help={t('addresses.form.addressHelp')}
          autoComplete="off"
          inputProps={{ dir: 'ltr', spellCheck: false }}
        />
        <TextField
          control={form.control}
          name="label"
          label={t('addresses.form.label')}
          help={t('addresses.form.labelHelp')}
          autoComplete="off"
        />
        <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
          <Button type="submit" variant="contained" loading={add.isPending}>
            {t('addresses.form.submit')}
          </Button>
          <Button variant="text" onClick={onCancel}>
            {common('action.cancel')}
          </Button>
        </Box>
      </Box>
      <StepUpDialog {...stepUp.dialog} />
    </>
  );
}
