'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { Fuel } from 'lucide-react';
import { useForm, useWatch } from 'react-hook-form';
import { z } from 'zod';
import { useStepUp } from '@/actions/step-up';
import { bookGasTopUpAction, type GasCoin } from '@/actions/treasury';
import { Button } from '@/components/button';
import { AmountField, amountSchema, applyApiError, SelectField, TextField } from '@/components/form';
import { FormError } from '@/components/form-error';
import { Panel } from '@/components/panel';
import { StepUpDialog } from '@/components/step-up-dialog';
import { useIntentKey } from '@/hooks/use-intent-key';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';

/** What somebody at Amn has put into the gateway for network fees is written into the books here. */
export function GasPanel({ coins }: { coins: readonly GasCoin[] }) {
  const { t } = useTranslation('treasury');
  const toast = useToast();
  const stepUp = useStepUp();
  const keyFor = useIntentKey();
  const book = useMutation(bookGasTopUpAction);
  const decimalsOf = (code: string | undefined) => coins.find((coin) => coin.code === code)?.decimals ?? 18;
  const form = useForm<{ asset: string; amount: string; note: string }>({
    resolver: (values, context, options) =>
      zodResolver(
        z.object({
          asset: z.string().min(1, 'field.required'),
          amount: amountSchema(decimalsOf(values.asset)),
          note: z.string().trim().min(1, 'field.required').max(200),
        }),
      )(values, context, options),
    defaultValues: { asset: coins[0]?.code ?? '', amount: '', note: '' },
  });
  const asset = useWatch({ control: form.control, name: 'asset' });
  const save = async (checked: { asset: string; amount: string; note: string }) => {
    const money = { amount: checked.amount, asset: checked.asset };
    const body = { reference: `gas-${keyFor(checked)}`, money, note: checked.note };
    try {
      await stepUp.run(() => book.mutateAsync(body));
      toast.success(t('gas.booked'));
      form.reset();
    } catch (error) {
      applyApiError(form, error);
    }
  };
  return (
    <Panel title={t('gas.title')} icon={Fuel} lead={t('gas.lead')}>
      <Box
        component="form"
        noValidate
        onSubmit={(event) => void form.handleSubmit(save)(event)}
        sx={{ display: 'grid', gap: 4 }}
      >
        <FormError error={book.error} />
        <SelectField
          control={form.control}
          name="asset"
          label={t('gas.coin')}
          options={coins.map(({ code }) => ({ value: code, label: code }))}
        />
        <AmountField control={form.control} name="amount" label={t('gas.amount')} suffix={asset} />
        <TextField
          control={form.control}
          name="note"
          label={t('gas.note')}
          help={t('gas.noteHelp')}
          autoComplete="off"
        />
        <Box>
          <Button type="submit" variant="contained" loading={book.isPending}>
            {t('gas.book')}
          </Button>
        </Box>
      </Box>
      <StepUpDialog {...stepUp.dialog} />
    </Panel>
  );
}
