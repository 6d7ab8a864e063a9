'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { LogOut, Settings, ShieldCheck, UserRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { logoutAction, type Me } from '@/actions/auth';
import { IconButton } from '@/components/icon-button';
import { Initials } from '@/components/initials';
import { MenuButton } from '@/components/menu-button';
import { paths } from '@/config/paths';
import { useToast } from '@/hooks/use-toast';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { isStaff } from './navigation';

/** Who is signed in, and the way out. */
export function UserMenu({ user }: { user: Me }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const router = useRouter();
  const toast = useToast();
  const logout = useMutation(logoutAction);
  const signOut = () => {
    // By promise: signing out takes this menu from the page, and callbacks of `mutate` would go with it.
    void logout
      .mutateAsync()
      .catch(toast.error)
      .finally(() => {
        router.push(paths.landing(language));
      });
  };
  return (
    <MenuButton
      trigger={(props) => (
        <IconButton {...props} label={t('nav.account')}>
          <Initials name={user.name} size={32} />
        </IconButton>
      )}
      header={
        <Box sx={{ px: 2.5, pt: 2, pb: 3, mb: 1.5, maxWidth: 280, borderBottom: 1, borderColor: 'divider' }}>
          <Typography variant="subtitle2" noWrap>
            {user.name}
          </Typography>
          <Typography variant="caption" component="div" noWrap sx={{ color: 'text.secondary' }}>
            <bdi dir="ltr">{user.email}</bdi>
          </Typography>
        </Box>
      }
      entries={[
        {
          key: 'profile',
          label: t('nav.profile'),
          icon: <UserRound size={16} aria-hidden />,
          href: paths.profile(language, user.id),
        },
        {
          key: 'settings',
          label: t('nav.settings'),
          icon: <Settings size={16} aria-hidden />,
          href: paths.settings(language),
        },
        ...(isStaff(user)
          ? [
              {
                key: 'staff',
                label: t('nav.staff.label'),
                icon: <ShieldCheck size={16} aria-hidden />,
                href: paths.admin.home(language),
              },
            ]
          : []),
        {
          key: 'sign-out',
          label: t('session.signOut'),
          icon: <LogOut size={16} aria-hidden />,
          onSelect: signOut,
        },
      ]}
    />
  );
}
