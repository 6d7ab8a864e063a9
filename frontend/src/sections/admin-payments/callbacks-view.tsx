'use client';

import Box from '@mui/material/Box';
import { useInfiniteQuery } from '@tanstack/react-query';
import { MailCheck } from 'lucide-react';
import { usePathname, useSearchParams } from 'next/navigation';
import { itemsOf } from '@/actions/paging';
import { inboxQuery, type InboxStatus } from '@/actions/payment-desk';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { LoadMore } from '@/components/load-more';
import { SegmentedLinks } from '@/components/segmented';
import { ListSkeleton } from '@/components/skeletons';
import { useTranslation } from '@/locales/i18n-provider';
import { InboxEvents } from './inbox-events';
import { PaymentsFrame } from './payments-frame';

const STATUSES = ['dead', 'new', 'done'] as const satisfies readonly InboxStatus[];

/** What the gateway told: dead letters first, which nobody could make sense of. */
export function CallbacksView() {
  const { t } = useTranslation('deskPayments');
  const pathname = usePathname();
  const search = useSearchParams();
  const status = STATUSES.find((one) => one === search.get('status')) ?? 'dead';
  return (
    <PaymentsFrame part="callbacks">
      <Box sx={{ display: 'grid', gap: 5, justifyItems: 'start', '& > *': { maxWidth: '100%' } }}>
        <SegmentedLinks
          label={t('callbacks.which')}
          value={status}
          choices={STATUSES.map((value) => ({
            value,
            label: t(`inboxStatus.${value}`),
            href: `${pathname}?status=${value}`,
          }))}
        />
        <Events key={status} status={status} />
      </Box>
    </PaymentsFrame>
  );
}

function Events({ status }: { status: InboxStatus }) {
  const { t } = useTranslation('deskPayments');
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    inboxQuery({ status, limit: 25 }),
  );
  const events = itemsOf(data);
  return (
    <Box sx={{ width: '100%', display: 'grid', gap: 4 }}>
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <ListSkeleton count={4} label={t('tabs.callbacks')} />
      ) : events.length === 0 ? (
        <EmptyState icon={MailCheck} title={t(`callbacks.none.${status}`)} />
      ) : (
        <InboxEvents events={events} />
      )}
      <LoadMore
        hasMore={hasNextPage}
        loading={isFetchingNextPage}
        error={error}
        onMore={() => void fetchNextPage()}
      />
    </Box>
  );
}
