'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { useRouter, useSearchParams } from 'next/navigation';
import { useForm } from 'react-hook-form';
import { resendVerificationAction, verifyEmailAction } from '@/actions/auth';
import { useSession } from '@/actions/session';
import { Button, LinkButton } from '@/components/button';
import { FormError } from '@/components/form-error';
import { applyApiError, TextField } from '@/components/form';
import { paths, safeNext } from '@/config/paths';
import { useToast } from '@/hooks/use-toast';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { AuthFrame } from './auth-frame';
import { verifySchema } from './schemas';

export function VerifyView() {
  const { t } = useTranslation('auth');
  const language = useLanguage();
  const router = useRouter();
  const toast = useToast();
  const search = useSearchParams();
  const { user } = useSession();
  const verify = useMutation(verifyEmailAction);
  const resend = useMutation(resendVerificationAction);
  const next = safeNext(search.get('next'), paths.deals(language));
  const email = user?.email ?? '';
  const form = useForm({
    resolver: zodResolver(verifySchema),
    // The link of the mail carries the code; the address is known as soon as the session is restored.
    defaultValues: { email: search.get('email') ?? '', code: search.get('code') ?? '' },
    ...(email
      ? { values: { email, code: search.get('code') ?? '' }, resetOptions: { keepDirtyValues: true } }
      : {}),
  });

  const submit = form.handleSubmit((values) => {
    verify.mutate(values, {
      onSuccess: () => {
        toast.success(t('verify.done'));
        router.replace(next);
      },
      onError: (error) => applyApiError(form, error),
    });
  });

  const sendAgain = () => {
    const address = form.getValues('email');
    if (!address) {
      form.setFocus('email');
      return;
    }
    resend.mutate(address, {
      onSuccess: () => {
        toast.success(t('verify.resent'));
      },
      onError: toast.error,
    });
  };

  return (
    <AuthFrame title={t('verify.title')} lead={email ? t('verify.lead', { email }) : t('verify.leadUnknown')}>
      <Box
        component="form"
        noValidate
        onSubmit={(event) => void submit(event)}
        sx={{ display: 'grid', gap: 5 }}
      >
        <FormError error={verify.error} />
        {!email && (
          <TextField
            control={form.control}
            name="email"
            type="email"
            label={t('verify.email')}
            autoComplete="username"
            inputProps={{ dir: 'ltr', inputMode: 'email' }}
          />
        )}
        <TextField
          control={form.control}
          name="code"
          label={t('verify.code')}
          autoComplete="one-time-code"
          inputProps={{
            dir: 'ltr',
            inputMode: 'numeric',
            maxLength: 12,
            className: 'tabular',
            style: { fontSize: '1.5rem', letterSpacing: '0.3em', textAlign: 'center' },
          }}
        />
        <Button type="submit" variant="contained" size="large" loading={verify.isPending}>
          {t('verify.submit')}
        </Button>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: 2, mx: '-12px' }}>
          <Button variant="text" size="small" onClick={sendAgain} loading={resend.isPending}>
            {t('verify.resend')}
          </Button>
          {user && (
            <LinkButton variant="text" size="small" href={next}>
              {t('verify.later')}
            </LinkButton>
          )}
        </Box>
      </Box>
    </AuthFrame>
  );
}
