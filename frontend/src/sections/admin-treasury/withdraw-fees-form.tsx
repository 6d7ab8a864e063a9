'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { MapPin } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { AssetLook } from '@/actions/asset-looks';
import { useStepUp } from '@/actions/step-up';
import { withdrawFeesAction } from '@/actions/treasury';
import type { PayoutAddress } from '@/actions/wallet';
import { shorten } from '@/components/address';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { AmountField, amountSchema, applyApiError, SelectField } from '@/components/form';
import { Notice } from '@/components/notice';
import { StepUpDialog } from '@/components/step-up-dialog';
import { paths } from '@/config/paths';
import { useIntentKey } from '@/hooks/use-intent-key';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';

interface WithdrawFeesFormProps {
  asset: AssetLook;
  /** Base units. */
  available: string;
  /** Amn's own on the asset's chain. */
  addresses: readonly PayoutAddress[];
  onDone: () => void;
}

interface Wish {
  readonly amount: string;
  readonly addressId: string;
}

/** How much of what was earned goes to which of Amn's addresses; another admin has to approve it. */
export function WithdrawFeesForm({ asset, available, addresses, onDone }: WithdrawFeesFormProps) {
  const { t } = useTranslation('treasury');
  const language = useLanguage();
  const router = useRouter();
  const format = useFormat();
  const keyFor = useIntentKey();
  const stepUp = useStepUp();
  const withdraw = useMutation(withdrawFeesAction);
  const [wish, setWish] = useState<Wish | null>(null);
  const text = (base: string) => `${format.base(base, asset.decimals)} ${asset.symbol}`;
  const schema = z.object({
    amount: amountSchema(asset.decimals).refine(
      (base) => BigInt(base) <= BigInt(available),
      `treasury:earned.tooMuch|amount=${text(available)}`,
    ),
    addressId: z.string().min(1, 'field.required'),
  });
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { amount: '', addressId: '' } });
  const destination = addresses.find(({ id }) => id === wish?.addressId);
  if (addresses.length === 0) {
    return (
      <Notice tone="neutral" icon={MapPin}>
        {t('earned.noAddress', { network: asset.network })}
      </Notice>
    );
  }
  const send = async (meant: Wish) => {
    const body = {
      reference: `fees-${keyFor(meant)}`,
      money: { amount: meant.amount, asset: asset.code },
      addressId: meant.addressId,
    };
    try {
      const payout = await stepUp.run(() => withdraw.mutateAsync(body));
      onDone();
      router.push(paths.admin.payout(language, payout.id));
    } catch (error) {
      applyApiError(form, error);
    }
  };
  return (
    <>
      <Box
        component="form"
        noValidate
        onSubmit={(event) => void form.handleSubmit(setWish)(event)}
        sx={{ display: 'grid', gap: 4, mt: 4, pt: 4, borderTop: 1, borderColor: 'divider' }}
      >
        <AmountField
          control={form.control}
          name="amount"
          label={t('earned.amount')}
          suffix={asset.symbol}
          help={t('earned.tooMuch', { amount: text(available) })}
        />
        <SelectField
          control={form.control}
          name="addressId"
          label={t('earned.to')}
          placeholder={t('earned.choose')}
          options={addresses.map(({ id, label, address }) => ({
            value: id,
            label: `${label} · \u2066${shorten(address)}\u2069`,
          }))}
        />
        <Box>
          <Button type="submit" variant="contained">
            {t('earned.ask')}
          </Button>
        </Box>
      </Box>
      <ConfirmDialog
        open={wish !== null}
        title={t('earned.confirmTitle', { amount: wish ? text(wish.amount) : '' })}
        confirmLabel={t('earned.confirm')}
        pending={withdraw.isPending}
        error={withdraw.error}
        onClose={() => {
          setWish(null);
          withdraw.reset();
        }}
        onConfirm={() => {
          if (wish) void send(wish);
        }}
      >
        <span>{t('earned.confirmBody', { label: destination?.label ?? '' })}</span>
        <Box component="bdi" dir="ltr" sx={{ typography: 'mono', overflowWrap: 'anywhere' }}>
          {destination?.address}
        </Box>
      </ConfirmDialog>
      <StepUpDialog {...stepUp.dialog} />
    </>
  );
}
