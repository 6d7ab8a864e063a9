'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '@/components/button';
import { applyApiError, SelectField, TextField } from '@/components/form';
import { FormError } from '@/components/form-error';
import { useTranslation } from '@/locales/i18n-provider';

const schema = z.object({
  chainId: z.string().min(1, 'field.required'),
  address: z.string().trim().min(10, 'field.required').max(128),
  label: z.string().trim().min(1, 'field.required').max(60),
});

export interface NewAddress {
  readonly chainId: number;
  readonly address: string;
  readonly label: string;
}

interface AddressFormProps {
  /** What money can be paid out in: a chain and the network that it is of. */
  assets: readonly { readonly chainId: number; readonly network: string }[];
  /** Filled in for the reader, who may still change it. */
  wanted?: { readonly chainId: number; readonly address: string } | null;
  labelHelp: string;
  pending: boolean;
  error: unknown;
  /** Rejects with what the API refused. */
  onSave: (address: NewAddress) => Promise<void>;
  onCancel: () => void;
}

/** A new payout address. */
export function AddressForm({ assets, wanted = null, labelHelp, ...props }: AddressFormProps) {
  const { t } = useTranslation('wallet');
  const { t: common } = useTranslation();
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
      await props.onSave({ ...values, chainId: Number(values.chainId) });
    } catch (error) {
      applyApiError(form, error);
    }
  };
  return (
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
      <FormError error={props.error} />
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
        help={labelHelp}
        autoComplete="off"
      />
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
        <Button type="submit" variant="contained" loading={props.pending}>
          {t('addresses.form.submit')}
        </Button>
        <Button variant="text" onClick={props.onCancel}>
          {common('action.cancel')}
        </Button>
      </Box>
    </Box>
  );
}
