'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { Scale } from 'lucide-react';
import { usePathname, useSearchParams } from 'next/navigation';
import { trialBalanceQuery, type TrialBalance } from '@/actions/books';
import { Button } from '@/components/button';
import { DateField } from '@/components/date-field';
import { DataTable, type Column } from '@/components/data-table';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { TableSkeleton } from '@/components/skeletons';
import { TonePill } from '@/components/tone-pill';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { AccountKind } from './account-kind';
import { BooksFrame } from './books-frame';
import { useMoney } from './use-money';

type OfAsset = TrialBalance['assets'][number];
type Row = Omit<OfAsset['rows'][number], 'kind' | 'side'> & {
  readonly kind: OfAsset['rows'][number]['kind'] | 'total';
  readonly side: 'debit' | 'credit' | null;
};

const toMoment = (text: string | null): string | null =>
  text === null || Number.isNaN(Date.parse(text)) ? null : new Date(text).toISOString();

/** Debits and credits at a moment, which stands in the address. */
export function TrialView() {
  const { t } = useTranslation('adminBooks');
  const format = useFormat();
  const pathname = usePathname();
  const text = useSearchParams().get('at');
  const { data, error, refetch } = useQuery(trialBalanceQuery(toMoment(text)));
  const change = (at: string) => {
    window.history.replaceState(null, '', at === '' ? pathname : `${pathname}?at=${encodeURIComponent(at)}`);
  };
  return (
    <BooksFrame part="trial">
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: 3, mb: 6 }}>
        <Box sx={{ width: 240 }}>
          <DateField withTime label={t('trial.at')} size="small" value={text ?? ''} onChange={change} />
        </Box>
        <Button
          size="small"
          variant="text"
          onClick={() => {
            change('');
          }}
        >
          {t('trial.now')}
        </Button>
      </Box>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <TableSkeleton rows={8} label={t('tabs.trial')} />
      ) : data.assets.length === 0 ? (
        <EmptyState icon={Scale} title={t('tabs.trial')} body={t('trial.empty')} />
      ) : (
        <Box sx={{ display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          <Typography sx={{ display: 'flex', flexWrap: 'wrap', gap: 3, alignItems: 'center' }}>
            <Evenness even={data.isBalanced} /> {format.dateTime(data.at)}
          </Typography>
          {data.assets.map((asset) => (
            <AssetTable key={asset.asset} asset={asset} />
          ))}
        </Box>
      )}
    </BooksFrame>
  );
}

function Evenness({ even }: { even: boolean }) {
  const { t } = useTranslation('adminBooks');
  return (
    <TonePill tone={even ? 'completed' : 'danger'} size="small">
      {t(even ? 'trial.even' : 'trial.uneven')}
    </TonePill>
  );
}

function AssetTable({ asset }: { asset: OfAsset }) {
  const { t } = useTranslation('adminBooks');
  const money = useMoney();
  const columns: readonly Column<Row>[] = [
    {
      key: 'kind',
      title: t('trial.kind'),
      cell: ({ kind }) => (kind === 'total' ? t('trial.total') : <AccountKind kind={kind} />),
    },
    { key: 'debit', title: t('ledger.debit'), align: 'end', cell: ({ debits }) => money.show(debits) },
    { key: 'credit', title: t('ledger.credit'), align: 'end', cell: ({ credits }) => money.show(credits) },
    {
      key: 'balance',
      title: t('trial.balance'),
      align: 'end',
      cell: ({ balance, side }) =>
        side && (
          <span>
            {money.show(balance)} {balance.amount !== '0' && t(`ledger.${side}`)}
          </span>
        ),
    },
  ];
  const { debits, credits } = asset;
  const total: Row = { kind: 'total', debits, credits, balance: debits, side: null };
  return (
    <Box component="section">
      <Typography
        variant="h4"
        component="h2"
        sx={{ mb: 3, display: 'flex', flexWrap: 'wrap', gap: 3, alignItems: 'center' }}
      >
        <bdi dir="ltr">{asset.asset}</bdi> <Evenness even={asset.isBalanced} />
      </Typography>
      <DataTable
        label={asset.asset}
        columns={columns}
        rows={[...asset.rows, total]}
        rowKey={({ kind }) => kind}
      />
    </Box>
  );
}
