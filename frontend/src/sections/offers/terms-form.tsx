'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useController, useForm, useWatch, type Control } from 'react-hook-form';
import type { z } from 'zod';
import { feeQuoteQuery, type CategoryId } from '@/actions/fees';
import type { OfferTerms } from '@/actions/offers';
import type { Asset } from '@/actions/payment';
import { ActionRow } from '@/components/action-row';
import { AssetIcon } from '@/components/asset-icon';
import { Button } from '@/components/button';
import { AmountField, applyApiError, TextField } from '@/components/form';
import { FeeSum } from '@/components/fee-sum';
import { FormError } from '@/components/form-error';
import { useFieldMessage } from '@/components/form/field-message';
import { useSettled } from '@/hooks/use-settled';
import { parseDecimal } from '@/locales/format';
import { SegmentedRadio } from '@/components/segmented';
import { patiently } from '@/lib/patiently';
import { useTranslation } from '@/locales/i18n-provider';
import { firstOf, sumOf, termsOf, termsSchema, valuesOf, withWhole, type TermsValues } from './terms-schema';

/** Loaded by those who offer in milestones. */
const MilestonesField = dynamic(
  patiently(async () => (await import('./milestones-field')).MilestonesField),
  {
    ssr: false,
  },
);

interface TermsFormProps {
  assets: readonly Asset[];
  /** What the form begins with; a new offer begins empty. */
  initial?: OfferTerms | null;
  /** Whose fees stand under the price. */
  fees: { readonly categoryId: CategoryId | undefined; readonly side: 'buyer' | 'seller' };
  submitLabel: string;
  pending: boolean;
  error: unknown;
  onSubmit: (terms: OfferTerms, onError: (error: unknown) => void) => void;
  onCancel?: () => void;
}

/** Price, times, coins and a word: the terms of an offer, whoever puts them forward. */
export function TermsForm(props: TermsFormProps) {
  const { assets, initial, fees, submitLabel, pending, error, onSubmit, onCancel } = props;
  const { t } = useTranslation('offers');
  const { t: common } = useTranslation();
  const { t: parts } = useTranslation('milestones');
  const form = useForm<TermsValues, unknown, z.output<typeof termsSchema>>({
    resolver: (values, ...rest) => zodResolver(termsSchema)(withWhole(values), ...rest),
    defaultValues: valuesOf(initial ?? null, assets),
  });
  const submit = (values: z.output<typeof termsSchema>) => {
    onSubmit(termsOf(values), (refusal) => {
      applyApiError(form, refusal);
    });
  };
  const { control } = form;
  const inParts = useWatch({ control, name: 'milestones' }).length > 0;
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => void form.handleSubmit(submit)(event)}
      sx={{ display: 'grid', gap: 5 }}
    >
      <FormError error={error} />
      <SegmentedRadio
        label={parts('form.label')}
        value={inParts ? 'parts' : 'once'}
        choices={[
          { value: 'once', label: parts('form.once') },
          { value: 'parts', label: parts('form.parts') },
        ]}
        onChange={(way) => {
          form.setValue('milestones', way === 'parts' ? firstOf(form.getValues()) : []);
        }}
      />
      <Box sx={{ display: 'grid', gap: 3 }}>
        {inParts ? (
          <MilestonesField control={control} />
        ) : (
          <AmountField
            control={control}
            name="price"
            label={t('price')}
            prefix="$"
            help={t('form.priceHelp')}
          />
        )}
        <FeesOfPrice control={control} fees={fees} />
      </Box>
      <Box sx={{ display: 'grid', gap: 5, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        {!inParts && (
          <TextField
            control={control}
            name="deliveryDays"
            label={t('form.deliveryDays')}
            help={t('form.deliveryHelp')}
            inputProps={{ inputMode: 'numeric' }}
          />
        )}
        <TextField
          control={control}
          name="inspectionDays"
          label={t('form.inspectionDays')}
          help={t('form.inspectionHelp')}
          inputProps={{ inputMode: 'numeric' }}
        />
      </Box>
      <AssetsField control={control} assets={assets} />
      <TextField
        control={control}
        name="message"
        label={t('message')}
        help={t('form.messageHelp')}
        optional
        multiline
        minRows={4}
      />
      <ActionRow>
        <Button type="submit" variant="contained" size="large" loading={pending}>
          {submitLabel}
        </Button>
        {onCancel && (
          <Button size="large" onClick={onCancel} disabled={pending}>
            {common('action.cancel')}
          </Button>
        )}
      </ActionRow>
    </Box>
  );
}

/** What comes of the price that is being typed; nothing before there is one. */
function FeesOfPrice({ control, fees }: { control: Control<TermsValues>; fees: TermsFormProps['fees'] }) {
  const milestones = useWatch({ control, name: 'milestones' });
  const price = useWatch({ control, name: 'price' });
  const sum = sumOf(milestones);
  const typed = milestones.length === 0 ? parseDecimal(price, 2) : sum === 0n ? null : sum.toString();
  const cents = useSettled(typed);
  const { data, isEnabled } = useQuoted(cents, fees.categoryId);
  return isEnabled ? <FeeSum quote={data} side={fees.side} /> : null;
}

function useQuoted(cents: string | null, categoryId: CategoryId | undefined) {
  const query = feeQuoteQuery(cents, categoryId);
  const { data, isError } = useQuery(query);
  // Without an answer nothing is shown: the dialog and the contract say it again.
  return { data, isEnabled: query.enabled === true && !isError };
}

function AssetsField({ control, assets }: { control: Control<TermsValues>; assets: readonly Asset[] }) {
  const { t } = useTranslation('offers');
  const { t: common } = useTranslation();
  const { field, fieldState } = useController({ control, name: 'acceptedAssets' });
  const note = useFieldMessage()(fieldState.error?.message);
  return (
    <Box component="fieldset" sx={{ m: 0, p: 0, border: 0, minWidth: 0 }}>
      <Box
        component="legend"
        sx={{ p: 0, mb: 2, fontSize: '0.875rem', fontWeight: 550, color: 'text.primary' }}
      >
        {t('assets')}
      </Box>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        {assets.map((asset, index) => (
          <FormControlLabel
            key={asset.code}
            sx={{
              m: 0,
              px: 2,
              py: 1,
              border: 1,
              borderColor: 'divider',
              borderRadius: 1,
              color: 'text.primary',
            }}
            label={
              <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 3 }}>
                <AssetIcon asset={asset} size={24} />
                {`${asset.symbol} ${common('money.onNetwork', { network: asset.network })}`}
              </Box>
            }
            control={
              <Checkbox
                checked={field.value.includes(asset.code)}
                onBlur={field.onBlur}
                onChange={(_event, checked) => {
                  const others = field.value.filter((code) => code !== asset.code);
                  field.onChange(checked ? [...others, asset.code] : others);
                }}
                slotProps={{ input: index === 0 ? { ref: field.ref } : {} }}
              />
            }
          />
        ))}
      </Box>
      {note && (
        <FormHelperText error role="alert">
          {note}
        </FormHelperText>
      )}
    </Box>
  );
}
