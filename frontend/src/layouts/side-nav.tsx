'use client';

import Box from '@mui/material/Box';
import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import { useSession } from '@/actions/session';
import { LinkButton } from '@/components/button';
import { CountBadge } from '@/components/count-badge';
import { paths } from '@/config/paths';
import { patiently } from '@/lib/patiently';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { isStaff, navItems, placeOf } from './navigation';
import { useUnread } from './notification-bell';
import { Place } from './side-nav-place';
import { TOP_BAR_HEIGHT } from './top-bar';

const WIDTH = 232;

const DeskNav = dynamic(
  patiently(async () => (await import('./desk-nav')).DeskNav),
  { ssr: false },
);

/** The places of a signed-in person, beside the page on a wide screen. */
export function SideNav() {
  const { t } = useTranslation();
  const language = useLanguage();
  const here = placeOf(usePathname(), language);
  const unread = useUnread();
  const { user } = useSession();
  return (
    <Box
      component="nav"
      aria-label={t('nav.label')}
      sx={{
        display: { xs: 'none', md: 'flex' },
        flexDirection: 'column',
        gap: 0.5,
        flexShrink: 0,
        width: WIDTH,
        position: 'sticky',
        top: TOP_BAR_HEIGHT,
        height: `calc(100dvh - ${TOP_BAR_HEIGHT}px)`,
        overflowY: 'auto',
        p: 4,
        borderInlineEnd: 1,
        borderColor: 'divider',
      }}
    >
      <Box sx={{ mb: 4 }}>
        <LinkButton
          href={paths.newRequest(language)}
          variant="contained"
          fullWidth
          startIcon={<Plus size={18} aria-hidden />}
        >
          {t('nav.newRequest')}
        </LinkButton>
      </Box>
      {navItems.map(({ key, icon, href }) => (
        <Place
          key={key}
          href={href(language)}
          icon={icon}
          label={t(`nav.${key}`)}
          current={key === here}
          end={
            key === 'notifications' &&
            unread.count > 0 && (
              <>
                <CountBadge text={unread.text} />
                <span className="visually-hidden">{t('nav.unread', { count: unread.count })}</span>
              </>
            )
          }
        />
      ))}
      {isStaff(user) && <DeskNav />}
    </Box>
  );
}
