'use client';

import Box from '@mui/material/Box';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { CircleCheck, Clock } from 'lucide-react';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { itemsOf } from '@/actions/paging';
import { assetLooksQuery } from '@/actions/asset-looks';
import { deskPayoutsQuery, deskSummaryQuery, type DeskFilter, type DeskPayout } from '@/actions/payouts';
import { DataTable, type Column } from '@/components/data-table';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { LoadMore } from '@/components/load-more';
import { Money, Price } from '@/components/money';
import { NativeSelect } from '@/components/native-select';
import { Notice } from '@/components/notice';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { SegmentedLinks } from '@/components/segmented';
import { TableSkeleton } from '@/components/skeletons';
import { StatusChip } from '@/components/status-chip';
import { RelativeTime } from '@/components/time-left';
import { TonePill } from '@/components/tone-pill';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';

const VIEWS = ['open', 'stuck', 'all'] as const;
const STATUSES = [
  'requested',
  'approved',
  'submitting',
  'submitted',
  'unknown',
  'confirmed',
  'failed',
  'cancelled',
] as const;
const AGES = [1, 24, 72] as const;

/** What the address says; anything else in it counts for nothing. */
function readFilter(search: URLSearchParams): DeskFilter & { view: (typeof VIEWS)[number] } {
  const view = VIEWS.find((one) => one === search.get('view')) ?? 'open';
  const status = STATUSES.find((one) => one === search.get('status'));
  const age = AGES.find((one) => String(one) === search.get('age'));
  return {
    view,
    limit: 25,
    ...(status === undefined ? {} : { status }),
    ...(age === undefined ? {} : { olderThanHours: age }),
  };
}

/** Everybody's payouts by state and age: what waits for a person comes first. */
export function PayoutsDeskView() {
  const { t } = useTranslation('deskPayouts');
  const { t: statuses } = useTranslation('statuses');
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams();
  const filter = readFilter(search);
  const { data: summary } = useQuery(deskSummaryQuery());
  const hrefWith = (name: string, value: string): string => {
    const next = new URLSearchParams(search);
    if (value === '') next.delete(name);
    else next.set(name, value);
    return `${pathname}?${next.toString()}`;
  };
  return (
    <Page width="wide">
      <PageHeader title={t('title')} lead={t('lead')} />
      <Box sx={{ display: 'grid', gap: 5 }}>
        {summary !== undefined && summary.stuck > 0 && (
          <Notice tone="danger" icon={Clock} role="status">
            {t('stuckNotice', { count: summary.stuck })}
          </Notice>
        )}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 3, alignItems: 'center' }}>
          <SegmentedLinks
            label={t('view.label')}
            value={filter.view}
            choices={VIEWS.map((view) => ({
              value: view,
              label: t(`view.${view}`),
              href: hrefWith('view', view),
            }))}
          />
          <Box sx={{ minWidth: 200 }}>
            <NativeSelect
              size="small"
              label={t('filter.status')}
              value={filter.status ?? ''}
              options={[
                { value: '', label: t('filter.anyStatus') },
                ...STATUSES.map((status) => ({ value: status, label: statuses(`payout.${status}`) })),
              ]}
              onChange={(status) => {
                router.replace(hrefWith('status', status), { scroll: false });
              }}
            />
          </Box>
          <Box sx={{ minWidth: 180 }}>
            <NativeSelect
              size="small"
              label={t('filter.age')}
              value={String(filter.olderThanHours ?? '')}
              options={[
                { value: '', label: t('filter.anyAge') },
                ...AGES.map((age) => ({ value: String(age), label: t('filter.olderThan', { count: age }) })),
              ]}
              onChange={(age) => {
                router.replace(hrefWith('age', age), { scroll: false });
              }}
            />
          </Box>
          {summary && (
            <Box sx={{ marginInlineStart: 'auto', fontSize: '0.875rem', color: 'text.secondary' }}>
              {t('today')} <Price price={summary.day.sent} cents /> /{' '}
              <Price price={summary.day.limit} cents />
            </Box>
          )}
        </Box>
        <Rows filter={filter} />
      </Box>
    </Page>
  );
}

function Rows({ filter }: { filter: DeskFilter }) {
  const { t } = useTranslation('deskPayouts');
  const language = useLanguage();
  const { data: assets } = useQuery(assetLooksQuery());
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    deskPayoutsQuery(filter),
  );
  const rows = itemsOf(data);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  // No amount before its decimals are known.
  if (!data || !assets) return <TableSkeleton rows={6} label={t('title')} />;
  if (rows.length === 0) return <EmptyState icon={CircleCheck} title={t('empty')} />;
  const lookOf = (code: string) =>
    assets.find((asset) => asset.code === code) ?? { code, symbol: code, network: '', decimals: 0 };
  const columns: readonly Column<DeskPayout>[] = [
    {
      key: 'amount',
      title: t('column.amount'),
      cell: ({ payout }) => <Money amountBase={payout.money.amount} asset={lookOf(payout.money.asset)} />,
    },
    {
      key: 'value',
      title: t('column.value'),
      align: 'end',
      cell: ({ value }) => (value ? <Price price={value} cents /> : t('unknownValue')),
    },
    {
      key: 'owner',
      title: t('column.owner'),
      cell: ({ owner, payout }) =>
        payout.source === 'fee_revenue' ? t('platform') : <bdi>{owner.name}</bdi>,
    },
    {
      key: 'status',
      title: t('column.status'),
      cell: ({ payout, isStuck }) => (
        <Box sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 1 }}>
          <StatusChip kind="payout" status={payout.status} size="small" />
          {isStuck && (
            <TonePill tone="danger" size="small">
              {t('stuck')}
            </TonePill>
          )}
        </Box>
      ),
    },
    {
      key: 'approval',
      title: t('column.approval'),
      wideOnly: true,
      cell: ({ payout }) =>
        payout.approval
          ? t('given', { given: payout.approval.given, needed: payout.approval.needed })
          : t('automatic'),
    },
    { key: 'since', title: t('column.since'), cell: ({ since }) => <RelativeTime at={since} /> },
  ];
  return (
    <>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={rows}
        rowKey={({ payout }) => payout.id}
        hrefOf={({ payout }) => paths.admin.payout(language, payout.id)}
      />
      <LoadMore
        hasMore={hasNextPage}
        loading={isFetchingNextPage}
        error={error}
        onMore={() => void fetchNextPage()}
      />
    </>
  );
}
