'use client';

import Box from '@mui/material/Box';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Inbox, TriangleAlert } from 'lucide-react';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { deskQuery, type DeskCard } from '@/actions/mediation';
import { itemsOf } from '@/actions/paging';
import { useWords, type Words } from '@/actions/words';
import { LinkButton } from '@/components/button';
import { DataTable, type Column } from '@/components/data-table';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { LoadMore } from '@/components/load-more';
import { Money } from '@/components/money';
import { NativeSelect } from '@/components/native-select';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { SegmentedLinks } from '@/components/segmented';
import { TableSkeleton } from '@/components/skeletons';
import { StatusChip, WaitingChip } from '@/components/status-chip';
import { RelativeTime, TimeLeft } from '@/components/time-left';
import { TonePill } from '@/components/tone-pill';
import { paths } from '@/config/paths';
import { useShortcuts } from '@/hooks/use-shortcuts';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import {
  addressOf,
  AGES,
  filterOf,
  isFiltered,
  QUEUES,
  searchOf,
  STATUSES,
  type DeskAddress,
} from './desk-filter';

/** The mediator's desk: cases by queue, the oldest first; what is asked for stands in the address. */
export function DeskView() {
  const { t } = useTranslation('adminDisputes');
  const pathname = usePathname();
  const router = useRouter();
  const words = useWords();
  const address = addressOf(useSearchParams());
  const cases = useInfiniteQuery(deskQuery(filterOf(address)));
  const hrefOf = (change: Partial<DeskAddress>) => `${pathname}${searchOf({ ...address, ...change })}`;
  useShortcuts(
    Object.fromEntries(
      QUEUES.map((queue, index) => [
        String(index + 1),
        () => {
          router.replace(hrefOf({ queue }), { scroll: false });
        },
      ]),
    ),
  );
  const error = cases.error ?? words.error;
  const rows = itemsOf(cases.data);
  return (
    <Page width="wide">
      <PageHeader
        title={t('title')}
        lead={
          <>
            {t('lead')}{' '}
            <Box component="span" sx={{ display: { xs: 'none', md: 'inline' } }}>
              {t('keys')}
            </Box>
          </>
        }
      />
      <Filters address={address} hrefOf={hrefOf} />
      {cases.data && words.ready ? (
        rows.length === 0 && !cases.hasNextPage ? (
          <Nothing address={address} all={hrefOf({ queue: 'all', status: null, age: null })} />
        ) : (
          <>
            <Cases rows={rows} words={words} />
            <LoadMore
              hasMore={cases.hasNextPage}
              loading={cases.isFetchingNextPage}
              error={cases.isFetchNextPageError ? cases.error : null}
              onMore={() => void cases.fetchNextPage()}
            />
          </>
        )
      ) : error ? (
        <ErrorState
          error={error}
          onRetry={() => {
            void cases.refetch();
            void words.readAgain();
          }}
        />
      ) : (
        <TableSkeleton label={t('loading')} />
      )}
    </Page>
  );
}

interface FiltersProps {
  address: DeskAddress;
  hrefOf: (change: Partial<DeskAddress>) => string;
}

function Filters({ address, hrefOf }: FiltersProps) {
  const { t } = useTranslation('adminDisputes');
  const { t: statuses } = useTranslation('statuses');
  const router = useRouter();
  const go = (change: Partial<DeskAddress>) => {
    router.replace(hrefOf(change), { scroll: false });
  };
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 3, mb: 5 }}>
      <SegmentedLinks
        label={t('queue.label')}
        value={address.queue}
        choices={QUEUES.map((value) => ({
          value,
          label: t(`queue.${value}`),
          href: hrefOf({ queue: value }),
        }))}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 3, marginInlineStart: { md: 'auto' } }}>
        <Box sx={{ minWidth: 170 }}>
          <NativeSelect
            size="small"
            label={t('filter.status')}
            value={address.status ?? ''}
            options={[
              { value: '', label: t('filter.anyStatus') },
              ...STATUSES.map((value) => ({ value, label: statuses(`dispute.${value}`) })),
            ]}
            onChange={(value) => {
              go({ status: STATUSES.find((status) => status === value) ?? null });
            }}
          />
        </Box>
        <Box sx={{ minWidth: 150 }}>
          <NativeSelect
            size="small"
            label={t('filter.age')}
            value={String(address.age ?? '')}
            options={[
              { value: '', label: t('filter.anyAge') },
              ...AGES.map((days) => ({ value: String(days), label: t('filter.days', { count: days }) })),
            ]}
            onChange={(value) => {
              go({ age: AGES.find((days) => String(days) === value) ?? null });
            }}
          />
        </Box>
      </Box>
    </Box>
  );
}

function Cases({ rows, words }: { rows: readonly DeskCard[]; words: Words }) {
  const { t } = useTranslation('adminDisputes');
  const language = useLanguage();
  const columns: readonly Column<DeskCard>[] = [
    {
      key: 'case',
      title: t('column.case'),
      cell: ({ title, buyer, seller }) => (
        <Box component="span" sx={{ display: 'grid', minWidth: 0 }}>
          <bdi>{title}</bdi>
          <Box component="span" sx={{ fontWeight: 400, fontSize: '0.8125rem', color: 'text.secondary' }}>
            {t('column.parties', { buyer: words.name(buyer.name), seller: words.name(seller.name) })}
          </Box>
        </Box>
      ),
    },
    {
      key: 'status',
      title: t('column.status'),
      cell: ({ status, yourTurn, escalatedAt }) => (
        <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 1.5 }}>
          <StatusChip kind="dispute" status={status} size="small" />
          {yourTurn && <WaitingChip size="small" />}
          {escalatedAt !== null && (
            <TonePill tone="danger" size="small">
              <TriangleAlert size={12} aria-hidden />
              {t('escalated')}
            </TonePill>
          )}
        </Box>
      ),
    },
    {
      key: 'amount',
      title: t('column.amount'),
      align: 'end',
      cell: ({ held }) => <Money amountBase={held.amount} asset={words.assetOf(held.asset)} />,
    },
    {
      key: 'age',
      title: t('column.age'),
      // Above the link that covers the row, for the exact time on hover.
      cell: ({ openedAt }) => (
        <Box component="span" sx={{ position: 'relative', whiteSpace: 'nowrap' }}>
          <RelativeTime at={openedAt} />
        </Box>
      ),
    },
    {
      key: 'deadline',
      title: t('column.deadline'),
      cell: ({ deadline, yourTurn }) =>
        deadline ? (
          <Box component="span" sx={{ position: 'relative', whiteSpace: 'nowrap' }}>
            <TimeLeft at={deadline.at} yours={yourTurn} />
          </Box>
        ) : (
          '–'
        ),
    },
    {
      key: 'mediator',
      title: t('column.mediator'),
      cell: ({ mediator }) => (mediator ? <bdi>{mediator.name}</bdi> : t('nobody')),
    },
  ];
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      hrefOf={({ id }) => paths.admin.dispute(language, id)}
    />
  );
}

function Nothing({ address, all }: { address: DeskAddress; all: string }) {
  const { t } = useTranslation('adminDisputes');
  const filtered = isFiltered(address);
  return (
    <EmptyState
      icon={Inbox}
      title={t(filtered ? 'empty.filtered' : `empty.${address.queue}`)}
      body={filtered ? t('empty.filteredBody') : t('empty.body')}
      action={
        (filtered || address.queue !== 'all') && <LinkButton href={all}>{t('empty.showAll')}</LinkButton>
      }
    />
  );
}
