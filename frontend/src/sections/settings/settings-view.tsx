'use client';

import Box from '@mui/material/Box';
import { BadgeCheck, MailWarning } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useUser } from '@/actions/session';
import { LinkButton } from '@/components/button';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { TonePill } from '@/components/tone-pill';
import { TextLink } from '@/components/text-link';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { Preferences } from './preferences';
import { ProfileForm } from './profile-form';
import { Security } from './security';
import { Setting, SettingGroup } from './setting';
import { WalletsGroup } from './wallets/wallets-group';

/** A person's own profile, preferences and safety. */
export function SettingsView() {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  const { id } = useUser();
  return (
    <Page width="reading">
      <PageHeader title={t('title')} />
      <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: { xs: 8, md: 10 } }}>
        <SettingGroup
          title={t('profile.title')}
          lead={t('profile.lead')}
          action={<TextLink href={paths.profile(language, id)}>{t('profile.view')}</TextLink>}
        >
          <ProfileForm />
          <EmailSetting />
        </SettingGroup>
        <Preferences />
        <Security />
        <WalletsGroup />
      </Box>
    </Page>
  );
}

function EmailSetting() {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  const pathname = usePathname();
  const { email, emailVerifiedAt } = useUser();
  return (
    <Setting
      label={t('account.email')}
      help={
        <Box component="bdi" dir="ltr" sx={{ overflowWrap: 'anywhere' }}>
          {email}
        </Box>
      }
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 3 }}>
        {emailVerifiedAt ? (
          <TonePill tone="completed">
            <BadgeCheck size={14} strokeWidth={2.25} aria-hidden />
            {t('account.verified')}
          </TonePill>
        ) : (
          <>
            <TonePill tone="waiting">
              <MailWarning size={14} strokeWidth={2.25} aria-hidden />
              {t('account.notVerified')}
            </TonePill>
            <LinkButton variant="contained" size="small" href={paths.verify(language, pathname)}>
              {t('account.verify')}
            </LinkButton>
          </>
        )}
      </Box>
    </Setting>
  );
}
