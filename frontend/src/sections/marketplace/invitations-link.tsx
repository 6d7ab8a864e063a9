'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Mail } from 'lucide-react';
import { invitationsQuery } from '@/actions/marketplace';
import { itemsOf } from '@/actions/paging';
import { useSession } from '@/actions/session';
import { LinkButton } from '@/components/button';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';

/** The way to a signed-in person's invitations, with their number once it is known. */
export function InvitationsLink() {
  const { t } = useTranslation('marketplace');
  const language = useLanguage();
  const format = useFormat();
  const { user } = useSession();
  const invitations = useInfiniteQuery({ ...invitationsQuery(), enabled: user !== null });
  const count = itemsOf(invitations.data).length;
  const number = `${format.number(count)}${invitations.hasNextPage ? '+' : ''}`;
  return (
    <LinkButton href={paths.invitations(language)} startIcon={<Mail size={16} aria-hidden />}>
      {count === 0 ? t('invitations.open') : t('invitations.openCount', { number })}
    </LinkButton>
  );
}
