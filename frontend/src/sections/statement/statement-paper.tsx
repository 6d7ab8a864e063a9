'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import {
  statementLinesQuery,
  statementTotalsQuery,
  type Period,
  type StatementLine,
  type StatementTotal,
} from '@/actions/books';
import { itemsOf } from '@/actions/paging';
import { assetLooksQuery, type AssetLook } from '@/actions/asset-looks';
import { useSession } from '@/actions/session';
import { DataTable, type Column } from '@/components/data-table';
import { ErrorState } from '@/components/error-state';
import { Money } from '@/components/money';
import { PrintSheet } from '@/components/print-sheet';
import { CardSkeleton } from '@/components/skeletons';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import type { Days } from './period';

interface PaperProps {
  days: Days;
  period: Period;
}

const EVENTS = [
  'release',
  'refund',
  'unfunded_refund',
  'fund',
  'excess',
  'split',
  'payout_reserved',
  'payout_failed',
] as const;

const lookIn = (assets: readonly AssetLook[], code: string) =>
  assets.find((asset) => asset.code === code) ?? { code, symbol: code, network: '', decimals: 0 };

/** The whole statement: on a paper nothing can be loaded later, so all pages are read at once. */
export function StatementPaper({ days, period }: PaperProps) {
  const { t } = useTranslation('statement');
  const format = useFormat();
  const { user } = useSession();
  const { data: assets } = useQuery(assetLooksQuery());
  const totals = useQuery(statementTotalsQuery(period));
  const lines = useInfiniteQuery(statementLinesQuery(period));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = lines;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const error = totals.error ?? lines.error;
  if (error) {
    return (
      <ErrorState
        error={error}
        onRetry={() => {
          void totals.refetch();
          void lines.refetch();
        }}
      />
    );
  }
  if (!assets || !totals.data || !lines.data) return <CardSkeleton height={360} />;
  const rows = itemsOf(lines.data);
  const dayOf = (day: string) => format.date(`${day}T00:00:00`);
  const { from, to } = days;
  return (
    <PrintSheet>
      <Typography variant="h3" component="h2">
        {t('of', { name: `\u2068${user?.name ?? ''}\u2069` })}
      </Typography>
      <Typography sx={{ mt: 1, mb: 5, color: 'text.secondary' }}>
        {from !== null && to !== null
          ? `${dayOf(from)} – ${dayOf(to)}`
          : from !== null
            ? t('since', { date: dayOf(from) })
            : to !== null
              ? t('upTo', { date: dayOf(to) })
              : t('all')}
      </Typography>
      {totals.data.items.length === 0 ? (
        <Typography>{t('noMoney')}</Typography>
      ) : (
        <>
          <Totals items={totals.data.items} assets={assets} />
          <Typography variant="h4" component="h3" sx={{ mt: 7, mb: 3 }}>
            {t('lines')}
          </Typography>
          {rows.length === 0 ? (
            <Typography sx={{ color: 'text.secondary' }}>{t('empty')}</Typography>
          ) : (
            <Lines rows={rows} assets={assets} />
          )}
        </>
      )}
    </PrintSheet>
  );
}

function Totals({ items, assets }: { items: readonly StatementTotal[]; assets: readonly AssetLook[] }) {
  const { t } = useTranslation('statement');
  const money = (part: 'opening' | 'moneyIn' | 'moneyOut' | 'closing') => (row: StatementTotal) => (
    <Money amountBase={row[part].amount} asset={lookIn(assets, row.asset)} />
  );
  const columns: readonly Column<StatementTotal>[] = [
    { key: 'asset', title: t('balance'), cell: ({ asset }) => <bdi>{lookIn(assets, asset).symbol}</bdi> },
    { key: 'opening', title: t('opening'), align: 'end', cell: money('opening') },
    { key: 'in', title: t('in'), align: 'end', cell: money('moneyIn') },
    { key: 'out', title: t('out'), align: 'end', cell: money('moneyOut') },
    { key: 'closing', title: t('closing'), align: 'end', cell: money('closing') },
  ];
  return <DataTable label={t('title')} columns={columns} rows={items} rowKey={({ asset }) => asset} />;
}

function Lines({ rows, assets }: { rows: readonly StatementLine[]; assets: readonly AssetLook[] }) {
  const { t } = useTranslation('statement');
  const format = useFormat();
  const columns: readonly Column<StatementLine>[] = [
    { key: 'when', title: t('when'), cell: ({ at }) => format.dateTime(at) },
    {
      key: 'what',
      title: t('what'),
      cell: ({ event }) => t(`event.${EVENTS.find((name) => name === event) ?? 'other'}`),
    },
    { key: 'balance', title: t('balance'), cell: ({ account }) => t(`kind.${account}`) },
    {
      key: 'amount',
      title: t('amount'),
      align: 'end',
      cell: ({ direction, money }) => (
        <Box component="bdi" dir="ltr">
          {direction === 'in' ? '+' : '−'}
          <Money amountBase={money.amount} asset={lookIn(assets, money.asset)} />
        </Box>
      ),
    },
  ];
  return (
    <DataTable
      label={t('lines')}
      columns={columns}
      rows={rows}
      rowKey={({ id, account, direction }) => `${id}-${account}-${direction}`}
    />
  );
}
