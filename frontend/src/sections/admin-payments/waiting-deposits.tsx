'use client';

import Box from '@mui/material/Box';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ShieldQuestion } from 'lucide-react';
import { useAssetLooks } from '@/actions/asset-looks';
import { itemsOf } from '@/actions/paging';
import { waitingDepositsQuery, type DeskDeposit } from '@/actions/payment-desk';
import { DataTable, type Column } from '@/components/data-table';
import { ErrorState } from '@/components/error-state';
import { LoadMore } from '@/components/load-more';
import { Money } from '@/components/money';
import { Panel } from '@/components/panel';
import { WaitingChip } from '@/components/status-chip';
import { RelativeTime } from '@/components/time-left';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { useFault } from './use-fault';

/** Deposits in quarantine, which only a person can resolve; nothing while there are none. */
export function WaitingDeposits() {
  const { t } = useTranslation('deskPayments');
  const language = useLanguage();
  const lookOf = useAssetLooks();
  const faultOf = useFault();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(waitingDepositsQuery());
  const rows = itemsOf(data);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (lookOf === null || rows.length === 0) return null;
  const columns: readonly Column<DeskDeposit>[] = [
    {
      key: 'amount',
      title: t('column.arrived'),
      cell: ({ money }) => <Money amountBase={money.amount} asset={lookOf(money.asset)} />,
    },
    { key: 'fault', title: t('column.fault'), cell: ({ fault }) => faultOf(fault) },
    {
      key: 'said',
      title: t('column.said'),
      cell: ({ resolution, outcomes }) => (
        <Box sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
          {resolution
            ? t('votes', { given: resolution.votes.length, needed: resolution.votesNeeded })
            : t('noVotes')}
          {outcomes.length > 0 && <WaitingChip size="small" />}
        </Box>
      ),
    },
    { key: 'since', title: t('column.seen'), cell: ({ detectedAt }) => <RelativeTime at={detectedAt} /> },
  ];
  return (
    <Panel title={t('waiting.title')} lead={t('waiting.lead')} icon={ShieldQuestion}>
      <DataTable
        label={t('waiting.title')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        hrefOf={({ paymentId }) => paths.admin.payment(language, paymentId)}
      />
      <LoadMore
        hasMore={hasNextPage}
        loading={isFetchingNextPage}
        error={error}
        onMore={() => void fetchNextPage()}
      />
    </Panel>
  );
}
