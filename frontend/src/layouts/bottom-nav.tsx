'use client';

import Box from '@mui/material/Box';
import { CirclePlus, type LucideIcon } from 'lucide-react';
import NextLink from 'next/link';
import { usePathname } from 'next/navigation';
import { CountBadge } from '@/components/count-badge';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { navItems, placeOf } from './navigation';
import { useUnread } from './notification-bell';

export const BOTTOM_NAV_HEIGHT = 60;

type Short = 'deals' | 'requests' | 'newRequest' | 'wallet' | 'notifications';

interface Place {
  readonly key: Short;
  readonly icon: LucideIcon;
  readonly href: string;
}

/** The same places under the thumb, on a phone: posting a request in the middle. */
export function BottomNav() {
  const { t } = useTranslation();
  const language = useLanguage();
  const pathname = usePathname();
  const here = placeOf(pathname, language);
  const unread = useUnread();
  const post: Place = { key: 'newRequest', icon: CirclePlus, href: paths.newRequest(language) };
  const places: Place[] = navItems.flatMap(({ key, icon, href }) =>
    key === 'settings' ? [] : [{ key, icon, href: href(language) }],
  );
  places.splice(2, 0, post);
  return (
    <Box
      component="nav"
      aria-label={t('nav.label')}
      sx={{
        display: { xs: 'flex', md: 'none' },
        position: 'fixed',
        insetInline: 0,
        bottom: 0,
        zIndex: 'appBar',
        bgcolor: 'background.paper',
        borderTop: 1,
        borderColor: 'divider',
        pb: 'env(safe-area-inset-bottom)',
      }}
    >
      {places.map(({ key, icon: Icon, href }) => {
        const current = key === here;
        return (
          <Box
            key={key}
            component={NextLink}
            href={href}
            aria-current={current ? 'page' : undefined}
            sx={{
              flex: 1,
              minWidth: 0,
              height: BOTTOM_NAV_HEIGHT,
              display: 'flex',
              flexDirection: 'column',
              alignItems: 'center',
              justifyContent: 'center',
              gap: 1,
              textDecoration: 'none',
              fontSize: '0.6875rem',
              fontWeight: 550,
              color: current ? 'primary.main' : 'text.secondary',
            }}
          >
            <CountBadge text={key === 'notifications' ? unread.text : null}>
              <Icon size={22} strokeWidth={1.75} aria-hidden />
            </CountBadge>
            {t(`nav.short.${key}`)}
            {key === 'notifications' && unread.count > 0 && (
              <span className="visually-hidden">{t('nav.unread', { count: unread.count })}</span>
            )}
          </Box>
        );
      })}
    </Box>
  );
}
