'use client';

import Box from '@mui/material/Box';
import { useInfiniteQuery } from '@tanstack/react-query';
import { MailOpen } from 'lucide-react';
import { invitationsQuery } from '@/actions/marketplace';
import { itemsOf } from '@/actions/paging';
import { BackLink } from '@/components/back-link';
import { LinkButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { LoadMore } from '@/components/load-more';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { RequestList, RequestListSkeleton } from './request-list';

/** Open requests that the signed-in person is invited to. */
export function InvitationsView() {
  const { t } = useTranslation('marketplace');
  const { t: common } = useTranslation();
  const language = useLanguage();
  const invitations = useInfiniteQuery(invitationsQuery());
  const requests = itemsOf(invitations.data);
  const browse = paths.requests(language);
  return (
    <Page width="normal">
      <PageHeader
        eyebrow={<BackLink href={browse}>{t('invitations.back')}</BackLink>}
        title={t('invitations.title')}
        lead={t('invitations.lead')}
      />
      {invitations.isPending ? (
        <RequestListSkeleton rows={3} label={common('state.loading')} />
      ) : invitations.isError && !invitations.data ? (
        <ErrorState error={invitations.error} onRetry={() => void invitations.refetch()} />
      ) : requests.length === 0 ? (
        <EmptyState
          icon={MailOpen}
          title={t('invitations.emptyTitle')}
          body={t('invitations.emptyBody')}
          action={<LinkButton href={browse}>{t('gone.action')}</LinkButton>}
        />
      ) : (
        <Box>
          <RequestList label={t('invitations.title')} requests={requests} />
          <LoadMore
            hasMore={invitations.hasNextPage}
            loading={invitations.isFetchingNextPage}
            error={invitations.isFetchNextPageError ? invitations.error : null}
            onMore={() => void invitations.fetchNextPage()}
          />
        </Box>
      )}
    </Page>
  );
}
