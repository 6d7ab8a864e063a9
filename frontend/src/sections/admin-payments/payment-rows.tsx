'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useAssetLooks } from '@/actions/asset-looks';
import { itemsOf } from '@/actions/paging';
import { deskPaymentsQuery, type DeskPaymentRow } from '@/actions/payment-desk';
import { DataTable, type Column } from '@/components/data-table';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { LoadMore } from '@/components/load-more';
import { Money } from '@/components/money';
import { TableSkeleton } from '@/components/skeletons';
import { StatusChip } from '@/components/status-chip';
import { RelativeTime } from '@/components/time-left';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { filterOf, type PaymentAddress } from './payment-filter';

/** The payments that the address asks for. */
export function PaymentRows({ address }: { address: PaymentAddress }) {
  const { t } = useTranslation('deskPayments');
  const language = useLanguage();
  const lookOf = useAssetLooks();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    deskPaymentsQuery(filterOf(address)),
  );
  const rows = itemsOf(data);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data || lookOf === null) return <TableSkeleton rows={6} label={t('title')} />;
  if (rows.length === 0) {
    const filtered = address.status !== null;
    return (
      <EmptyState
        icon={CircleCheck}
        title={t(filtered ? 'empty.filtered' : `empty.${address.view}`)}
        body={filtered ? undefined : t('empty.body')}
      />
    );
  }
  const columns: readonly Column<DeskPaymentRow>[] = [
    {
      key: 'received',
      title: t('column.received'),
      cell: ({ received }) => <Money amountBase={received.amount} asset={lookOf(received.asset)} />,
    },
    {
      key: 'expected',
      title: t('column.expected'),
      align: 'end',
      cell: ({ expected }) => <Money amountBase={expected.amount} asset={lookOf(expected.asset)} />,
    },
    {
      key: 'status',
      title: t('column.status'),
      cell: ({ status }) => <StatusChip kind="payment" status={status} size="small" />,
    },
    { key: 'buyer', title: t('column.buyer'), cell: ({ buyer }) => <bdi>{buyer.name}</bdi> },
    {
      key: 'seller',
      title: t('column.seller'),
      wideOnly: true,
      cell: ({ seller }) => <bdi>{seller.name}</bdi>,
    },
    {
      key: 'changed',
      title: t('column.changed'),
      wideOnly: true,
      cell: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
    },
    { key: 'age', title: t('column.age'), cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
  ];
  return (
    <>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        hrefOf={({ id }) => paths.admin.payment(language, id)}
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
