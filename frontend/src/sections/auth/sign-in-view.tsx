'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter, useSearchParams } from 'next/navigation';
import { useForm } from 'react-hook-form';
import { loginAction } from '@/actions/auth';
import { demoQuery } from '@/actions/demo';
import { Button } from '@/components/button';
import { FormError } from '@/components/form-error';
import { applyApiError, PasswordField, TextField } from '@/components/form';
import { TextLink } from '@/components/text-link';
import { paths, safeNext } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { AuthFrame } from './auth-frame';
import { DemoAccounts } from './demo-accounts';
import { signInSchema } from './schemas';

export function SignInView() {
  const { t } = useTranslation('auth');
  const language = useLanguage();
  const router = useRouter();
  const next = useSearchParams().get('next');
  const demo = useQuery(demoQuery()).data;
  const login = useMutation(loginAction);
  const form = useForm({ resolver: zodResolver(signInSchema), defaultValues: { email: '', password: '' } });

  const signIn = (credentials: { email: string; password: string }) => {
    login.mutate(credentials, {
      onSuccess: () => {
        router.replace(safeNext(next, paths.deals(language)));
      },
      onError: (error) => applyApiError(form, error),
    });
  };

  return (
    <AuthFrame
      title={t('signIn.title')}
      footer={
        <>
          {t('signIn.noAccount')}{' '}
          <TextLink href={paths.signUp(language, next ?? undefined)}>{t('signIn.createAccount')}</TextLink>
        </>
      }
    >
      {demo && <DemoAccounts accounts={demo.accounts} pending={login.isPending} onChoose={signIn} />}
      <Box
        component="form"
        noValidate
        onSubmit={(event) => void form.handleSubmit(signIn)(event)}
        sx={{ display: 'grid', gap: 5 }}
      >
        <FormError error={login.error} />
        <TextField
          control={form.control}
          name="email"
          type="email"
          label={t('signIn.email')}
          autoComplete="username"
          inputProps={{ dir: 'ltr', inputMode: 'email' }}
        />
        <PasswordField
          control={form.control}
          name="password"
          label={t('signIn.password')}
          autoComplete="current-password"
        />
        <Button type="submit" variant="contained" size="large" loading={login.isPending}>
          {t('signIn.submit')}
        </Button>
      </Box>
    </AuthFrame>
  );
}
