'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useUser } from '@/actions/session';
import { changePasswordAction } from '@/actions/settings';
import { Button } from '@/components/button';
import { applyApiError, PasswordField } from '@/components/form';
import { FormError } from '@/components/form-error';
import { useToast } from '@/hooks/use-toast';
import { ApiError } from '@/lib/api-error';
import { useTranslation } from '@/locales/i18n-provider';
import { passwordSchema, type PasswordValues } from './schemas';

/** The present password is asked for with the new one: nobody else changes it at an open screen. */
export function PasswordForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  const { email } = useUser();
  const toast = useToast();
  const change = useMutation(changePasswordAction);
  const form = useForm<PasswordValues>({
    resolver: zodResolver(passwordSchema),
    defaultValues: { currentPassword: '', newPassword: '' },
  });
  const wrong = change.error instanceof ApiError && change.error.code === 'INVALID_CREDENTIALS';
  const submit = form.handleSubmit((values) => {
    change.mutate(values, {
      onSuccess: () => {
        toast.success(t('password.changed'));
        onClose();
      },
      onError: (error) => {
        if (error instanceof ApiError && error.code === 'INVALID_CREDENTIALS') {
          form.setError('currentPassword', { message: 'settings:password.wrong' }, { shouldFocus: true });
        } else applyApiError(form, error);
      },
    });
  });
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => void submit(event)}
      sx={{ px: { xs: 4, sm: 6 }, py: 5, display: 'grid', gap: 5 }}
    >
      <FormError error={wrong ? null : change.error} />
      {/* Password managers keep the new one under the right name. */}
      <input
        className="visually-hidden"
        type="text"
        autoComplete="username"
        value={email}
        readOnly
        tabIndex={-1}
        aria-hidden
      />
      <PasswordField
        control={form.control}
        name="currentPassword"
        label={t('password.current')}
        autoComplete="current-password"
        autoFocus
      />
      <PasswordField
        control={form.control}
        name="newPassword"
        label={t('password.next')}
        help={t('password.nextHelp')}
        autoComplete="new-password"
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <Button type="submit" variant="contained" loading={change.isPending}>
          {t('password.change')}
        </Button>
        <Button variant="text" onClick={onClose} disabled={change.isPending}>
          {common('action.cancel')}
        </Button>
      </Box>
    </Box>
  );
}
