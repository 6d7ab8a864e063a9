'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Scale } from 'lucide-react';
import { reconcileNowAction, reconciliationsQuery, type Reconciliation } from '@/actions/books';
import { itemsOf } from '@/actions/paging';
import { Button } from '@/components/button';
import { DataTable, type Column } from '@/components/data-table';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { FormError } from '@/components/form-error';
import { LoadMore } from '@/components/load-more';
import { Panel } from '@/components/panel';
import { TableSkeleton } from '@/components/skeletons';
import { TonePill } from '@/components/tone-pill';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import type { ToneName } from '@/theme/tokens';
import { BookedFees } from './booked-fees';
import { BooksFrame } from './books-frame';
import { ReconciledAsset } from './reconciled-asset';

const TONES: Readonly<Record<string, ToneName>> = {
  agrees: 'completed',
  in_flight: 'completed',
  differs: 'danger',
  unread: 'disputed',
};

/** The newest comparison in full, and those before it. */
export function ReconciliationView() {
  const { t } = useTranslation('adminBooks');
  const format = useFormat();
  const run = useMutation(reconcileNowAction);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(reconciliationsQuery());
  const runs = itemsOf(data);
  const latest = runs.find(({ status }) => status === 'done');
  const columns: readonly Column<Reconciliation>[] = [
    { key: 'when', title: t('reconciliation.when'), cell: ({ startedAt }) => format.dateTime(startedAt) },
    { key: 'verdict', title: t('reconciliation.result'), cell: (one) => <Verdict run={one} /> },
    {
      key: 'by',
      title: t('reconciliation.by'),
      cell: ({ trigger }) => t(`reconciliation.trigger.${trigger}`),
    },
    { key: 'fees', title: t('reconciliation.fees.column'), cell: (one) => <BookedFees run={one} /> },
  ];
  return (
    <BooksFrame
      part="reconciliation"
      actions={
        <Button
          variant="contained"
          loading={run.isPending}
          onClick={() => {
            run.mutate();
          }}
        >
          {t('reconciliation.run')}
        </Button>
      }
    >
      <FormError error={run.error} />
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <TableSkeleton rows={8} label={t('tabs.reconciliation')} />
      ) : runs.length === 0 ? (
        <EmptyState icon={Scale} title={t('tabs.reconciliation')} body={t('reconciliation.empty')} />
      ) : (
        <Box sx={{ display: 'grid', gap: 8 }}>
          {latest && (
            <Panel title={format.dateTime(latest.startedAt)} icon={Scale} action={<Verdict run={latest} />}>
              <Box sx={{ display: 'grid', gap: 6 }}>
                {latest.assets.map((asset) => (
                  <ReconciledAsset key={asset.asset} reconciliationId={latest.id} asset={asset} />
                ))}
              </Box>
            </Panel>
          )}
          <Box>
            <Typography variant="h4" component="h2" sx={{ mb: 3 }}>
              {t('reconciliation.history')}
            </Typography>
            <DataTable
              label={t('reconciliation.history')}
              columns={columns}
              rows={runs}
              rowKey={({ id }) => id}
            />
            <LoadMore
              hasMore={hasNextPage}
              loading={isFetchingNextPage}
              error={error}
              onMore={() => void fetchNextPage()}
            />
          </Box>
        </Box>
      )}
    </BooksFrame>
  );
}

function Verdict({ run }: { run: Reconciliation }) {
  const { t } = useTranslation('adminBooks');
  const word = run.status === 'done' ? (run.verdict ?? 'unread') : run.status;
  return (
    <TonePill tone={TONES[word] ?? 'neutral'} size="small">
      {t(`reconciliation.verdict.${word}`)}
    </TonePill>
  );
}
