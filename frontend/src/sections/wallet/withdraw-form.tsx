'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { PenLine } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { z } from 'zod';
import { requestPayoutAction, type PayoutAddress } from '@/actions/wallet';
import type { SignedPayoutAddress } from '@/actions/wallets';
import { Address, shorten } from '@/components/address';
import { Button } from '@/components/button';
import { AmountField, amountSchema, applyApiError, SelectField } from '@/components/form';
import { FormError } from '@/components/form-error';
import { Notice } from '@/components/notice';
import { paths } from '@/config/paths';
import { useIntentKey } from '@/hooks/use-intent-key';
import { useNow } from '@/hooks/use-now';
import { toDecimal } from '@/locales/format';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { AddAddressForm } from './add-address-form';
import { Row } from './balance-card';
import { fittingAddresses, signedFor } from './fitting-addresses';
import type { Withdrawable } from './sources';
import { useAssets } from './use-assets';
import { useQuote, WithdrawQuote } from './withdraw-quote';

interface WithdrawFormProps {
  choices: readonly Withdrawable[];
  /** `source/asset` that the page was opened for. */
  from: string | null;
  /** A failed payout that this one takes the place of. */
  replaces: string | null;
  addresses: readonly PayoutAddress[];
  /** Where money goes by signature, a chain each. */
  signed: readonly SignedPayoutAddress[];
}

const NO_CHOICE: Withdrawable = { source: 'seller_payable', asset: '', amount: '0' };
const keyOf = (choice: Withdrawable): string => `${choice.source}/${choice.asset}`;

export function WithdrawForm({ choices, addresses, signed, from, replaces }: WithdrawFormProps) {
  const { t } = useTranslation('wallet');
  const { t: payouts } = useTranslation('payouts');
  const language = useLanguage();
  const format = useFormat();
  const router = useRouter();
  const now = useNow(30_000);
  const { payable, lookOf } = useAssets();
  const withdraw = useMutation(requestPayoutAction);
  const amountText = (code: string, amountBase: string): string => {
    const { decimals, symbol } = lookOf(code);
    return `\u2068${format.base(amountBase, decimals)} ${symbol}\u2069`;
  };
  const isHeld = (address: PayoutAddress) => new Date(address.usableFromAt).getTime() > now;
  const chainOf = (code: string | undefined) => payable.find((one) => one.code === code)?.chainId;
  const fittingFor = (code: string | undefined) => fittingAddresses(addresses, signed, chainOf(code));
  const first = choices.find((one) => keyOf(one) === from) ?? choices[0] ?? NO_CHOICE;
  const [adding, setAdding] = useState(fittingFor(first.asset).length === 0);
  const form = useForm<{ choice: string; amount: string; addressId: string }>({
    resolver: async (values, context, options) => {
      const picked = choices.find((choice) => keyOf(choice) === values.choice) ?? choices[0];
      const decimals = lookOf(picked?.asset ?? '').decimals;
      const schema = z.object({
        choice: z.string(),
        amount: amountSchema(decimals).refine(
          (base) => BigInt(base) <= BigInt(picked?.amount ?? '0'),
          `wallet:withdrawPage.tooMuch|amount=${amountText(picked?.asset ?? '', picked?.amount ?? '0')}`,
        ),
        addressId: z
          .string()
          .refine((id) => fittingFor(picked?.asset).some((address) => address.id === id), 'field.required'),
      });
      return zodResolver(schema)(values, context, options);
    },
    defaultValues: {
      choice: keyOf(first),
      amount: '',
      addressId: fittingFor(first.asset).find((address) => !isHeld(address))?.id ?? '',
    },
  });
  const values = useWatch({ control: form.control });
  const keyFor = useIntentKey();
  const choice = choices.find((one) => keyOf(one) === values.choice) ?? choices[0] ?? NO_CHOICE;
  const asset = lookOf(choice.asset);
  /** Two wallets may have the same name. */
  const named = ({ label, address }: PayoutAddress) => `${label} · \u2066${shorten(address)}\u2069`;
  const only = signedFor(signed, chainOf(choice.asset));
  const fitting = fittingFor(choice.asset);
  const chosen = fitting.find(({ id }) => id === values.addressId);
  const typed = amountSchema(asset.decimals).safeParse(values.amount ?? '');
  const quote = useQuote({ choice, amount: typed.success ? typed.data : null });

  const submit = (checked: { choice: string; amount: string; addressId: string }) => {
    withdraw.mutate(
      {
        reference: `web-${keyFor(values)}`,
        source: choice.source,
        money: { amount: checked.amount, asset: choice.asset },
        addressId: checked.addressId,
        ...(quote.data ? { acceptedFee: quote.data.deducted.amount } : {}),
        ...(replaces === null ? {} : { replaces }),
      },
      {
        onSuccess: (payout) => {
          router.replace(paths.payout(language, payout.id));
        },
        onError: (error) => applyApiError(form, error),
      },
    );
  };

  return (
    <Box sx={{ display: 'grid', gap: 5 }}>
      <Box
        component="form"
        noValidate
        onSubmit={(event) => void form.handleSubmit(submit)(event)}
        sx={{ display: 'grid', gap: 5 }}
      >
        <FormError error={withdraw.error} />
        <SelectField
          control={form.control}
          name="choice"
          label={t('withdrawPage.from')}
          options={choices.map((one) => ({
            value: keyOf(one),
            label: t('withdrawPage.fromOption', {
              source: t(`source.${one.source}`),
              amount: amountText(one.asset, one.amount),
            }),
          }))}
        />
        <Box sx={{ display: 'flex', gap: 3, alignItems: 'flex-start' }}>
          <AmountField
            control={form.control}
            name="amount"
            label={t('withdrawPage.amount')}
            suffix={asset.symbol}
            help={t('withdrawPage.tooMuch', { amount: amountText(choice.asset, choice.amount) })}
          />
          <Box sx={{ pt: 7, flexShrink: 0, whiteSpace: 'nowrap' }}>
            <Button
              onClick={() => {
                form.setValue('amount', toDecimal(choice.amount, asset.decimals), { shouldValidate: true });
              }}
            >
              {t('withdrawPage.all')}
            </Button>
          </Box>
        </Box>
        <SelectField
          control={form.control}
          name="addressId"
          label={t('withdrawPage.to')}
          placeholder={t('withdrawPage.chooseAddress')}
          options={fitting.map((address) => ({
            value: address.id,
            label: isHeld(address) ? t('withdrawPage.heldOption', { label: named(address) }) : named(address),
          }))}
        />
        {only && (
          <Notice tone="neutral" icon={PenLine} role="status">
            {payouts('address.signedOnly', { network: only.network })} <Address value={only.address} />
          </Notice>
        )}
        {typed.success && chosen && (
          <Box
            component="dl"
            aria-label={t('withdrawPage.summary')}
            sx={{ m: 0, p: 5, display: 'grid', gap: 3, borderRadius: 1.5, bgcolor: 'surface.sunken' }}
          >
            <WithdrawQuote choice={choice} amount={typed.data} />
            <Row label={t('withdrawPage.destination')}>
              <Box component="bdi" dir="ltr" sx={{ typography: 'mono', overflowWrap: 'anywhere' }}>
                {chosen.address}
              </Box>
            </Row>
          </Box>
        )}
        <Button type="submit" variant="contained" size="large" loading={withdraw.isPending}>
          {t('withdrawPage.submit', { amount: typed.success ? amountText(choice.asset, typed.data) : '' })}
        </Button>
      </Box>
      {adding ? (
        <AddAddressForm
          wanted={fitting.length === 0 ? only : null}
          onAdded={(address) => {
            setAdding(false);
            form.setValue('addressId', address.id, { shouldValidate: true });
          }}
          onCancel={() => {
            setAdding(false);
          }}
        />
      ) : (
        <Button
          variant="text"
          onClick={() => {
            setAdding(true);
          }}
        >
          {t('addresses.add')}
        </Button>
      )}
    </Box>
  );
}
