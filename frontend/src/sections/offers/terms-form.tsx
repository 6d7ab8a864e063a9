'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import { useController, useForm, type Control } from 'react-hook-form';
import { z } from 'zod';
import type { OfferTerms } from '@/actions/offers';
import type { Asset } from '@/actions/payment';
import { AssetIcon } from '@/components/asset-icon';
import { Button } from '@/components/button';
import { AmountField, amountSchema, applyApiError, TextField } from '@/components/form';
import { FormError } from '@/components/form-error';
import { useFieldMessage } from '@/components/form/field-message';
import { parseDecimal, toDecimal } from '@/locales/format';
import { useTranslation } from '@/locales/i18n-provider';

const MAX_DELIVERY_DAYS = 365;
const MAX_INSPECTION_DAYS = 30;
const DEFAULT_INSPECTION_DAYS = 7;
const MAX_PRICE_CENTS = 1_000_000_000;

const daysOf = (text: string): number => Number(parseDecimal(text, 0) ?? 0);

const daysSchema = (max: number) =>
  z.string().refine((text) => daysOf(text) >= 1 && daysOf(text) <= max, `offers:form.daysRange|max=${max}`);

const schema = z.object({
  price: amountSchema(2).refine((cents) => Number(cents) <= MAX_PRICE_CENTS, 'offers:form.priceTooHigh'),
  deliveryDays: daysSchema(MAX_DELIVERY_DAYS),
  inspectionDays: daysSchema(MAX_INSPECTION_DAYS),
  acceptedAssets: z.array(z.string()).min(1, 'offers:form.chooseAsset'),
  message: z.string().trim().max(4000, 'field.tooLong|count=4000'),
});
type Values = z.input<typeof schema>;

interface TermsFormProps {
  assets: readonly Asset[];
  /** What the form begins with; a new offer begins empty. */
  initial?: OfferTerms | null;
  submitLabel: string;
  pending: boolean;
  error: unknown;
  onSubmit: (terms: OfferTerms, onError: (error: unknown) => void) => void;
  onCancel?: () => void;
}

/** Price, times, coins and a word: the terms of an offer, whoever puts them forward. */
export function TermsForm(props: TermsFormProps) {
  const { assets, initial, submitLabel, pending, error, onSubmit, onCancel } = props;
  const { t } = useTranslation('offers');
  const { t: common } = useTranslation();
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues: {
      price: initial ? toDecimal(initial.price.amount, 2) : '',
      deliveryDays: initial ? String(initial.deliveryDays) : '',
      inspectionDays: String(initial?.inspectionDays ?? DEFAULT_INSPECTION_DAYS),
      acceptedAssets:
        initial?.acceptedAssets ?? assets.filter(({ stable }) => stable).map(({ code }) => code),
      message: '',
    },
  });
  const submit = (values: Values) => {
    const terms: OfferTerms = {
      ...values,
      price: { amount: values.price, currency: 'USD' },
      deliveryDays: daysOf(values.deliveryDays),
      inspectionDays: daysOf(values.inspectionDays),
    };
    onSubmit(terms, (refusal) => {
      applyApiError(form, refusal);
    });
  };
  const { control } = form;
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => void form.handleSubmit(submit)(event)}
      sx={{ display: 'grid', gap: 5 }}
    >
      <FormError error={error} />
      <AmountField control={control} name="price" label={t('price')} prefix="$" help={t('form.priceHelp')} />
      <Box sx={{ display: 'grid', gap: 5, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        <TextField
          control={control}
          name="deliveryDays"
          label={t('form.deliveryDays')}
          help={t('form.deliveryHelp')}
          inputProps={{ inputMode: 'numeric' }}
        />
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
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 3 }}>
        <Button type="submit" variant="contained" size="large" loading={pending}>
          {submitLabel}
        </Button>
        {onCancel && (
          <Button size="large" onClick={onCancel} disabled={pending}>
            {common('action.cancel')}
          </Button>
        )}
      </Box>
    </Box>
  );
}

function AssetsField({ control, assets }: { control: Control<Values>; assets: readonly Asset[] }) {
  const { t } = useTranslation('offers');
  const { t: common } = useTranslation();
  const { field, fieldState } = useController({ control, name: 'acceptedAssets' });
  const note = useFieldMessage()(fieldState.error?.message);
  return (
    <Box component="fieldset" sx={{ m: 0, p: 0, border: 0, minWidth: 0 }}>
      <Box component="legend" sx={{ p: 0, mb: 2, fontSize: '0.875rem', fontWeight: 550 }}>
        {t('assets')}
      </Box>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        {assets.map((asset, index) => (
          <FormControlLabel
            key={asset.code}
            sx={{ m: 0, px: 2, py: 1, border: 1, borderColor: 'divider', borderRadius: 1 }}
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
