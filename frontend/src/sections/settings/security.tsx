'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { logoutAction } from '@/actions/auth';
import { Button, LinkButton } from '@/components/button';
import { paths } from '@/config/paths';
import { useToast } from '@/hooks/use-toast';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { PasswordForm } from './password-form';
import { Setting, SettingGroup } from './setting';

/** Password, payout addresses, and the way out. */
export function Security() {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  const language = useLanguage();
  const router = useRouter();
  const toast = useToast();
  const [changing, setChanging] = useState(false);
  const logout = useMutation(logoutAction);
  return (
    <SettingGroup title={t('security')}>
      <Setting label={t('password.label')} help={t('password.help')}>
        {!changing && (
          <Button
            onClick={() => {
              setChanging(true);
            }}
          >
            {t('password.change')}
          </Button>
        )}
      </Setting>
      {changing && (
        <PasswordForm
          onClose={() => {
            setChanging(false);
          }}
        />
      )}
      <Setting label={t('payouts.label')} help={t('payouts.help')}>
        <LinkButton href={paths.wallet(language)}>{t('payouts.open')}</LinkButton>
      </Setting>
      <Setting label={t('signOut.label')} help={t('signOut.help')}>
        <Button
          loading={logout.isPending}
          onClick={() => {
            // By promise: signing out takes this page away, and callbacks of `mutate` would go with it.
            void logout
              .mutateAsync()
              .catch(toast.error)
              .finally(() => {
                router.push(paths.landing(language));
              });
          }}
        >
          {common('session.signOut')}
        </Button>
      </Setting>
    </SettingGroup>
  );
}
