'use client';

import { useQuery } from '@tanstack/react-query';
import { Bell } from 'lucide-react';
import { unreadCountQuery } from '@/actions/notifications';
import { useSession } from '@/actions/session';
import { CountBadge } from '@/components/count-badge';
import { IconLink } from '@/components/icon-button';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';

const SHOWN_AT_MOST = 99;

/** How many notifications are unread: the number, and as a badge shows it (null for none). */
export function useUnread(): { count: number; text: string | null } {
  const { status } = useSession();
  const format = useFormat();
  const count = useQuery(unreadCountQuery(status === 'signed-in')).data?.count ?? 0;
  if (count === 0) return { count, text: null };
  return { count, text: count > SHOWN_AT_MOST ? `${format.number(SHOWN_AT_MOST)}+` : format.number(count) };
}

/** The bell of the top bar; its number follows the events. */
export function NotificationBell() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { count, text } = useUnread();
  const label = count > 0 ? t('nav.unread', { count }) : t('nav.notifications');
  return (
    <IconLink href={paths.notifications(language)} label={label}>
      <CountBadge text={text}>
        <Bell size={20} strokeWidth={1.75} aria-hidden />
      </CountBadge>
    </IconLink>
  );
}
