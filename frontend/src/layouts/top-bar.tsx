'use client';

import Box from '@mui/material/Box';
import NextLink from 'next/link';
import { useSession } from '@/actions/session';
import { LinkButton } from '@/components/button';
import { ColorModeSwitch } from '@/components/color-mode-switch';
import { LanguageSwitch } from '@/components/language-switch';
import { Logo } from '@/components/logo';
import { Skeleton } from '@/components/skeleton';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { NotificationBell } from './notification-bell';
import { UserMenu } from './user-menu';

export const TOP_BAR_HEIGHT = 64;

/** The line over every page: where we are, and who is here. */
export function TopBar({ plain = false }: { plain?: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { status, user } = useSession();
  const anonymous = status === 'anonymous';
  return (
    <Box
      component="header"
      sx={{
        position: 'sticky',
        top: 0,
        zIndex: 'appBar',
        height: TOP_BAR_HEIGHT,
        display: 'flex',
        alignItems: 'center',
        gap: { xs: 1, sm: 2 },
        px: { xs: 3, sm: 5 },
        whiteSpace: 'nowrap',
        borderBottom: 1,
        borderColor: 'divider',
        bgcolor: 'background.default',
      }}
    >
      <Box
        component={NextLink}
        href={anonymous || plain ? paths.landing(language) : paths.deals(language)}
        aria-label={t('nav.home')}
        sx={{ display: 'inline-flex', textDecoration: 'none', borderRadius: 1, p: 1 }}
      >
        <Logo name={t('app.name')} />
      </Box>
      {anonymous && !plain && (
        <Box
          component="nav"
          aria-label={t('nav.label')}
          sx={{ display: { xs: 'none', md: 'flex' }, gap: 1, marginInlineStart: 4 }}
        >
          <LinkButton href={paths.requests(language)} variant="text" size="small">
            {t('nav.requests')}
          </LinkButton>
          <LinkButton href={`${paths.landing(language)}#how`} variant="text" size="small">
            {t('footer.howItWorks')}
          </LinkButton>
        </Box>
      )}
      <Box sx={{ flex: 1 }} />
      <Box sx={{ display: { xs: anonymous || plain ? 'flex' : 'none', sm: 'flex' } }}>
        <LanguageSwitch />
      </Box>
      <ColorModeSwitch />
      {!plain && anonymous && (
        <>
          <LinkButton href={paths.signIn(language)} variant="text" size="small">
            {t('session.signIn')}
          </LinkButton>
          <Box sx={{ display: { xs: 'none', sm: 'block' } }}>
            <LinkButton href={paths.signUp(language)} variant="contained" size="small">
              {t('session.signUp')}
            </LinkButton>
          </Box>
        </>
      )}
      {!plain && !anonymous && (
        <>
          <NotificationBell />
          {user ? <UserMenu user={user} /> : <Skeleton width={32} height={32} round />}
        </>
      )}
    </Box>
  );
}
