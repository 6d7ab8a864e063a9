'use client';

import Box from '@mui/material/Box';
import { Plus, type LucideIcon } from 'lucide-react';
import NextLink from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { useSession } from '@/actions/session';
import { LinkButton } from '@/components/button';
import { CountBadge } from '@/components/count-badge';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { desksOf, navItems, placeOf } from './navigation';
import { useUnread } from './notification-bell';
import { TOP_BAR_HEIGHT } from './top-bar';

const WIDTH = 232;

/** The places of a signed-in person, beside the page on a wide screen. */
export function SideNav() {
  const { t } = useTranslation();
  const language = useLanguage();
  const here = placeOf(usePathname(), language);
  const unread = useUnread();
  const desks = desksOf(useSession().user);
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
      {desks.length > 0 && (
        <Box
          component="p"
          sx={{ m: 0, mt: 5, mb: 1, px: 3, fontSize: '0.8125rem', fontWeight: 600, color: 'text.secondary' }}
        >
          {t('nav.staff.label')}
        </Box>
      )}
      {desks.map(({ key, icon, href }) => (
        <Place
          key={key}
          href={href(language)}
          icon={icon}
          label={t(`nav.staff.${key}`)}
          current={key === here}
        />
      ))}
    </Box>
  );
}

interface PlaceProps {
  href: string;
  icon: LucideIcon;
  label: string;
  current: boolean;
  /** At the end of the line: how many wait there. */
  end?: ReactNode;
}

function Place({ href, icon: Icon, label, current, end }: PlaceProps) {
  return (
    <Box
      component={NextLink}
      href={href}
      aria-current={current ? 'page' : undefined}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 3,
        minHeight: 40,
        px: 3,
        borderRadius: 1,
        textDecoration: 'none',
        fontSize: '0.9375rem',
        fontWeight: 550,
        color: current ? 'primary.main' : 'text.secondary',
        bgcolor: current ? 'action.selected' : 'transparent',
        '&:hover': {
          color: current ? 'primary.main' : 'text.primary',
          bgcolor: current ? 'action.selected' : 'action.hover',
        },
      }}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden />
      {label}
      {end && (
        <Box component="span" sx={{ marginInlineStart: 'auto' }}>
          {end}
        </Box>
      )}
    </Box>
  );
}
