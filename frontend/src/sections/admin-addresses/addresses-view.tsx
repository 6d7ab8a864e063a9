'use client';

import Box from '@mui/material/Box';
import { useInfiniteQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { usePathname, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { replacementsQuery, type AdminPayoutAddressReplacement } from '@/actions/wallets';
import { Address } from '@/components/address';
import { Button } from '@/components/button';
import { DataTable, type Column } from '@/components/data-table';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { LoadMore } from '@/components/load-more';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { SegmentedLinks } from '@/components/segmented';
import { TableSkeleton } from '@/components/skeletons';
import { TimeLeft } from '@/components/time-left';
import { TonePill } from '@/components/tone-pill';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { DecideDialog, type Decision } from './decide-dialog';

type Row = AdminPayoutAddressReplacement;

const TONES = {
  held: 'waiting',
  approved: 'payment',
  completed: 'completed',
  refused: 'ended',
  cancelled: 'ended',
} as const;

/** People who want their signed payout address replaced without its wallet's signature. */
export function AddressesView() {
  const { t } = useTranslation('wallets');
  const pathname = usePathname();
  const state = useSearchParams().get('state') === 'ended' ? 'ended' : 'open';
  const list = useInfiniteQuery(replacementsQuery(state));
  const [decision, setDecision] = useState<Decision | null>(null);
  const columns = useColumns(setDecision);
  const rows = list.data?.pages.flatMap(({ items }) => items);
  return (
    <Page width="wide">
      <PageHeader title={t('desk.title')} lead={t('desk.lead')} />
      <Box sx={{ display: 'grid', gap: 5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <div>
          <SegmentedLinks
            label={t('desk.show')}
            value={state}
            choices={[
              { value: 'open', label: t('desk.open'), href: pathname },
              { value: 'ended', label: t('desk.ended'), href: `${pathname}?state=ended` },
            ]}
          />
        </div>
        {list.error && !rows && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
        {!rows && !list.error && <TableSkeleton rows={4} label={t('desk.title')} />}
        {rows?.length === 0 && (
          <EmptyState
            icon={KeyRound}
            title={t(state === 'open' ? 'desk.noneOpen' : 'desk.noneEnded')}
            body={t('desk.noneBody')}
          />
        )}
        {rows && rows.length > 0 && (
          <DataTable label={t('desk.title')} columns={columns} rows={rows} rowKey={({ id }) => id} />
        )}
        {rows && (
          <LoadMore
            hasMore={list.hasNextPage}
            loading={list.isFetchingNextPage}
            error={list.isFetchNextPageError ? list.error : null}
            onMore={() => void list.fetchNextPage()}
          />
        )}
      </Box>
      {decision && (
        <DecideDialog
          decision={decision}
          onClose={() => {
            setDecision(null);
          }}
        />
      )}
    </Page>
  );
}

function useColumns(onDecide: (decision: Decision) => void): Column<Row>[] {
  const { t } = useTranslation('wallets');
  const format = useFormat();
  return [
    { key: 'user', title: t('desk.person'), cell: ({ user }) => <bdi>{user.name}</bdi> },
    { key: 'network', title: t('desk.network'), cell: ({ network }) => network, wideOnly: true },
    { key: 'old', title: t('desk.old'), cell: ({ oldAddress }) => <Address value={oldAddress} /> },
    { key: 'new', title: t('desk.new'), cell: ({ newAddress }) => <Address value={newAddress} /> },
    {
      key: 'status',
      title: t('desk.status'),
      cell: ({ status }) => (
        <TonePill tone={TONES[status]} size="small">
          {t(`status.${status}`)}
        </TonePill>
      ),
    },
    {
      key: 'hold',
      title: t('desk.hold'),
      cell: ({ holdEndsAt, abilities, createdAt }) =>
        abilities.length > 0 ? <TimeLeft at={holdEndsAt} /> : format.date(createdAt),
    },
    {
      key: 'actions',
      title: t('desk.actions'),
      align: 'end',
      cell: (row) =>
        row.abilities.length === 0 ? (
          <bdi>{row.decidedBy?.name ?? ''}</bdi>
        ) : (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, justifyContent: 'flex-end' }}>
            {row.abilities.includes('approve') && (
              <Button
                size="small"
                onClick={() => {
                  onDecide({ row, verdict: 'approve' });
                }}
              >
                {t('desk.approve')}
              </Button>
            )}
            {row.abilities.includes('refuse') && (
              <Button
                size="small"
                variant="text"
                onClick={() => {
                  onDecide({ row, verdict: 'refuse' });
                }}
              >
                {t('desk.refuse')}
              </Button>
            )}
          </Box>
        ),
    },
  ];
}
