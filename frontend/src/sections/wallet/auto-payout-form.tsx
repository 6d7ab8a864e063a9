'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useForm, useWatch } from 'react-hook-form';
import { z } from 'zod';
import { setAutoPayoutAction } from '@/actions/payouts';
import { useStepUp } from '@/actions/step-up';
import { payoutAddressesQuery } from '@/actions/wallet';
import { signedAddressesQuery } from '@/actions/wallets';
import { Button } from '@/components/button';
import { AmountField, amountSchema, applyApiError, SelectField } from '@/components/form';
import { FormError } from '@/components/form-error';
import { StepUpDialog } from '@/components/step-up-dialog';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';
import { fittingAddresses } from './fitting-addresses';
import { useAssets } from './use-assets';

/** Which asset goes to which address by itself, and from how much on; the API asks for the password. */
export function AutoPayoutForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('payouts');
  const { t: common } = useTranslation();
  const { t: wallet } = useTranslation('wallet');
  const toast = useToast();
  const { assets, lookOf } = useAssets();
  const { data: addresses = [] } = useQuery(payoutAddressesQuery());
  const { data: signed } = useQuery(signedAddressesQuery());
  const save = useMutation(setAutoPayoutAction);
  const stepUp = useStepUp();
  const form = useForm({
    resolver: async (values: { asset: string; addressId: string; minimum: string }, context, options) =>
      zodResolver(
        z.object({
          asset: z.string().min(1, 'field.required'),
          addressId: z.string().min(1, 'field.required'),
          minimum: amountSchema(lookOf(values.asset).decimals),
        }),
      )(values, context, options),
    defaultValues: { asset: assets[0]?.code ?? '', addressId: '', minimum: '1' },
  });
  const code = useWatch({ control: form.control, name: 'asset' });
  const chainId = assets.find((asset) => asset.code === code)?.chainId;
  const submit = async (values: { asset: string; addressId: string; minimum: string }) => {
    try {
      await stepUp.run(() => save.mutateAsync(values));
      toast.success(t('auto.saved'));
      onDone();
    } catch (error) {
      applyApiError(form, error);
    }
  };
  return (
    <>
      <Box
        component="form"
        noValidate
        onSubmit={(event) => void form.handleSubmit(submit)(event)}
        sx={{ display: 'grid', gap: 4, p: 5, border: 1, borderColor: 'divider', borderRadius: 1.5 }}
      >
        <FormError error={save.error} />
        <SelectField
          control={form.control}
          name="asset"
          label={t('auto.asset')}
          options={assets.map((asset) => ({
            value: asset.code,
            label: `${asset.symbol} · ${asset.network}`,
          }))}
        />
        <SelectField
          control={form.control}
          name="addressId"
          label={wallet('withdrawPage.to')}
          placeholder={wallet('withdrawPage.chooseAddress')}
          options={fittingAddresses(addresses, signed?.items ?? [], chainId).map(({ id, label }) => ({
            value: id,
            label,
          }))}
        />
        <AmountField
          control={form.control}
          name="minimum"
          label={t('auto.minimum')}
          help={t('auto.minimumHelp')}
          suffix={lookOf(code).symbol}
        />
        <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
          <Button type="submit" variant="contained" loading={save.isPending}>
            {t('auto.save')}
          </Button>
          <Button variant="text" onClick={onDone}>
            {common('action.cancel')}
          </Button>
        </Box>
      </Box>
      <StepUpDialog {...stepUp.dialog} />
    </>
  );
}
