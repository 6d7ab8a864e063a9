'use client';

import Box from '@mui/material/Box';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { FolderCheck, Handshake, PencilLine, type LucideIcon } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { myDealsQuery, type DealGroup, type DealRole } from '@/actions/deals';
import { ownDisputesQuery } from '@/actions/disputes';
import { itemsOf } from '@/actions/paging';
import { LinkButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { LoadMore } from '@/components/load-more';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { DealFilter } from './deal-filter';
import { firstRole, grouped, GROUPS_OF, waitsForReader, withDisputes } from './deal-list';
import { DealRows, DealRowsSkeleton } from './deal-rows';

/** Everything that is a person's own: what they asked for, offered on, and are dealing in. */
export function DealsView() {
  const { t } = useTranslation('deals');
  const buying = useInfiniteQuery(myDealsQuery('buyer', 'active'));
  const selling = useInfiniteQuery(myDealsQuery('seller', 'active'));
  const role = useRole(buying.data && itemsOf(buying.data), selling.data && itemsOf(selling.data));
  const wanted = useSearchParams().get('show');
  const group = (role && GROUPS_OF[role].find((one) => one === wanted)) ?? 'active';
  const error = buying.error ?? selling.error;
  const { data: disputes = [] } = useQuery(ownDisputesQuery());
  const waitingIn = (pages: typeof buying.data) =>
    withDisputes(itemsOf(pages), disputes).filter(waitsForReader).length;
  return (
    <Page width="wide">
      <PageHeader title={t('title')} lead={t('lead')} />
      <DealFilter
        role={role}
        group={group}
        waiting={{
          buyer: waitingIn(buying.data),
          seller: waitingIn(selling.data),
        }}
      />
      {role ? (
        <DealList key={`${role} ${group}`} role={role} group={group} />
      ) : error ? (
        <ErrorState
          error={error}
          onRetry={() => {
            void buying.refetch();
            void selling.refetch();
          }}
        />
      ) : (
        <DealRowsSkeleton />
      )}
    </Page>
  );
}

/**
 * The side that is shown: the address's, or else the one to begin with, which stays although things change.
 * Null until that is known.
 */
function useRole(
  buying: Parameters<typeof firstRole>[0] | undefined,
  selling: Parameters<typeof firstRole>[1] | undefined,
): DealRole | null {
  const wanted = useSearchParams().get('as');
  const [first, setFirst] = useState<DealRole | null>(null);
  if (first === null && buying && selling) setFirst(firstRole(buying, selling));
  return wanted === 'buyer' || wanted === 'seller' ? wanted : first;
}

function DealList({ role, group }: { role: DealRole; group: DealGroup }) {
  const { t } = useTranslation('deals');
  const deals = useInfiniteQuery(myDealsQuery(role, group));
  const { data: disputes = [] } = useQuery(ownDisputesQuery());
  if (!deals.data) {
    return deals.error ? (
      <ErrorState error={deals.error} onRetry={() => void deals.refetch()} />
    ) : (
      <DealRowsSkeleton />
    );
  }
  const { waiting, others } = grouped(withDisputes(itemsOf(deals.data), disputes));
  if (waiting.length + others.length === 0 && !deals.hasNextPage) {
    return <NothingHere role={role} group={group} />;
  }
  return (
    <Box sx={{ display: 'grid', gap: { xs: 8, md: 10 } }}>
      {waiting.length > 0 && <DealRows title={t('section.waiting')} deals={waiting} />}
      {others.length > 0 && <DealRows title={t(`section.${group}`)} deals={others} />}
      <LoadMore
        hasMore={deals.hasNextPage}
        loading={deals.isFetchingNextPage}
        error={deals.isFetchNextPageError ? deals.error : null}
        onMore={() => void deals.fetchNextPage()}
      />
    </Box>
  );
}

const EMPTY_ICONS: Readonly<Record<DealGroup, LucideIcon>> = {
  active: Handshake,
  drafts: PencilLine,
  finished: FolderCheck,
};

function NothingHere({ role, group }: { role: DealRole; group: DealGroup }) {
  const { t } = useTranslation('deals');
  const language = useLanguage();
  const kind = group === 'active' ? role : group;
  return (
    <EmptyState
      icon={EMPTY_ICONS[group]}
      title={t(`empty.${kind}.title`)}
      body={t(`empty.${kind}.body`)}
      action={
        role === 'buyer' ? (
          <LinkButton href={paths.newRequest(language)} variant="contained">
            {t('post')}
          </LinkButton>
        ) : (
          <LinkButton href={paths.requests(language)} variant="contained">
            {t('browse')}
          </LinkButton>
        )
      }
    />
  );
}
