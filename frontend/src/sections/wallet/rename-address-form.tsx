'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { updatePayoutAddressAction, type PayoutAddress } from '@/actions/wallet';
import { Button } from '@/components/button';
import { applyApiError, TextField } from '@/components/form';
import { useTranslation } from '@/locales/i18n-provider';

const schema = z.object({ label: z.string().trim().min(1, 'field.required').max(60) });

interface RenameAddressFormProps {
  address: PayoutAddress;
  onDone: () => void;
}

/** Another name for an address; money moves as before. */
export function RenameAddressForm({ address, onDone }: RenameAddressFormProps) {
  const { t } = useTranslation('wallet');
  const { t: common } = useTranslation();
  const update = useMutation(updatePayoutAddressAction);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { label: address.label } });
  const save = async ({ label }: z.infer<typeof schema>) => {
    try {
      await update.mutateAsync({ addressId: address.id, label });
      onDone();
    } catch (error) {
      applyApiError(form, error);
    }
  };
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => void form.handleSubmit(save)(event)}
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: 2, pt: 2 }}
    >
      <TextField
        control={form.control}
        name="label"
        label={t('addresses.form.label')}
        help={t('addresses.form.labelHelp')}
        autoComplete="off"
        autoFocus
      />
      <Button type="submit" size="small" variant="contained" loading={update.isPending}>
        {common('action.save')}
      </Button>
      <Button size="small" variant="text" onClick={onDone}>
        {common('action.cancel')}
      </Button>
    </Box>
  );
}
