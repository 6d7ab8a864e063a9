'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { updateMeAction } from '@/actions/settings';
import { useUser } from '@/actions/session';
import { Button } from '@/components/button';
import { applyApiError, TextField } from '@/components/form';
import { FormError } from '@/components/form-error';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';
import { profileSchema, type ProfileValues } from './schemas';

/** What others see of you. */
export function ProfileForm() {
  const { t } = useTranslation('settings');
  const { name, bio } = useUser();
  const toast = useToast();
  const update = useMutation(updateMeAction);
  const form = useForm<ProfileValues>({
    resolver: zodResolver(profileSchema),
    defaultValues: { name, bio },
    // Saved in another tab: what is not being written here follows.
    values: { name, bio },
    resetOptions: { keepDirtyValues: true },
  });
  const { isDirty } = form.formState;
  const save = form.handleSubmit((values) => {
    update.mutate(values, {
      onSuccess: (me) => {
        form.reset({ name: me.name, bio: me.bio });
        toast.success(t('profile.saved'));
      },
      onError: (error) => applyApiError(form, error),
    });
  });
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => void save(event)}
      sx={{ p: { xs: 4, sm: 6 }, display: 'grid', gap: 5 }}
    >
      <FormError error={update.error} />
      <TextField
        control={form.control}
        name="name"
        label={t('profile.name')}
        autoComplete="name"
        inputProps={{ dir: 'auto' }}
      />
      <TextField
        control={form.control}
        name="bio"
        label={t('profile.bio')}
        help={t('profile.bioHelp')}
        optional
        multiline
        minRows={4}
        inputProps={{ dir: 'auto' }}
      />
      <Box>
        <Button type="submit" variant="contained" loading={update.isPending} disabled={!isDirty}>
          {t('profile.save')}
        </Button>
      </Box>
    </Box>
  );
}
