'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { useRouter, useSearchParams } from 'next/navigation';
import { useForm } from 'react-hook-form';
import { registerAction } from '@/actions/auth';
import { Button } from '@/components/button';
import { FormError } from '@/components/form-error';
import { applyApiError, PasswordField, TextField } from '@/components/form';
import { TextLink } from '@/components/text-link';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { AuthFrame } from './auth-frame';
import { signUpSchema } from './schemas';

export function SignUpView() {
  const { t } = useTranslation('auth');
  const language = useLanguage();
  const router = useRouter();
  const next = useSearchParams().get('next') ?? undefined;
  const register = useMutation(registerAction);
  const form = useForm({
    resolver: zodResolver(signUpSchema),
    defaultValues: { name: '', email: '', password: '' },
  });

  const submit = form.handleSubmit((values) => {
    register.mutate(
      { ...values, language },
      {
        onSuccess: () => {
          router.replace(paths.verify(language, next));
        },
        onError: (error) => applyApiError(form, error),
      },
    );
  });

  return (
    <AuthFrame
      title={t('signUp.title')}
      lead={t('signUp.lead')}
      footer={
        <>
          {t('signUp.haveAccount')}{' '}
          <TextLink href={paths.signIn(language, next)}>{t('signUp.signIn')}</TextLink>
        </>
      }
    >
      <Box
        component="form"
        noValidate
        onSubmit={(event) => void submit(event)}
        sx={{ display: 'grid', gap: 5 }}
      >
        <FormError error={register.error} />
        <TextField
          control={form.control}
          name="name"
          label={t('signUp.name')}
          help={t('signUp.nameHelp')}
          autoComplete="name"
        />
        <TextField
          control={form.control}
          name="email"
          type="email"
          label={t('signUp.email')}
          help={t('signUp.emailHelp')}
          autoComplete="username"
          inputProps={{ dir: 'ltr', inputMode: 'email' }}
        />
        <PasswordField
          control={form.control}
          name="password"
          label={t('signUp.password')}
          help={t('signUp.passwordHelp')}
          autoComplete="new-password"
        />
        <Button type="submit" variant="contained" size="large" loading={register.isPending}>
          {t('signUp.submit')}
        </Button>
      </Box>
    </AuthFrame>
  );
}
