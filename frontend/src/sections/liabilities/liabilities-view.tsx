'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { CircleCheck, FileCheck, ShieldAlert } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { fetchVerifier, liabilitiesQuery, saveJson, type LiabilitySnapshot } from '@/actions/books';
import { itemsOf } from '@/actions/paging';
import { useSession } from '@/actions/session';
import { assetLooksQuery, type AssetLook } from '@/actions/asset-looks';
import { Address } from '@/components/address';
import { Button } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { LoadMore } from '@/components/load-more';
import { Money } from '@/components/money';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { Panel } from '@/components/panel';
import { CardSkeleton } from '@/components/skeletons';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { isCovered, lookIn } from './liabilities';
import { OwnPart } from './own-part';
import { PublishNow } from './publish-now';

/** What Amn owes to all, for everybody; and for each, whether their part is in it. */
export function LiabilitiesView() {
  const { t } = useTranslation('liabilities');
  const isAdmin = useSession().user?.roles.includes('admin') ?? false;
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, isFetchNextPageError } =
    useInfiniteQuery(liabilitiesQuery());
  const { data: assets, error: noAssets, refetch: readAssets } = useQuery(assetLooksQuery());
  const [latest, ...earlier] = itemsOf(data);
  return (
    <Page width="reading">
      <PageHeader title={t('title')} lead={t('lead')} actions={isAdmin && <PublishNow />} />
      {(error && !data) || (noAssets && !assets) ? (
        <ErrorState
          error={error ?? noAssets}
          onRetry={() => {
            void refetch();
            void readAssets();
          }}
        />
      ) : !data || !assets ? (
        <CardSkeleton height={360} />
      ) : !latest ? (
        <Box sx={{ display: 'grid', gap: 5 }}>
          <EmptyState icon={FileCheck} title={t('none.title')} body={t('none.body')} />
          <Meaning />
        </Box>
      ) : (
        <Box sx={{ display: 'grid', gap: 5 }}>
          <Latest snapshot={latest} assets={assets} />
          <OwnPart snapshotId={latest.id} assets={assets} />
          <Meaning />
          {earlier.length > 0 && (
            <Panel title={t('earlier')}>
              <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 3 }}>
                {earlier.map((snapshot) => (
                  <Earlier key={snapshot.id} snapshot={snapshot} assets={assets} />
                ))}
              </Box>
              <LoadMore
                hasMore={hasNextPage}
                loading={isFetchingNextPage}
                error={isFetchNextPageError ? error : null}
                onMore={() => void fetchNextPage()}
              />
            </Panel>
          )}
        </Box>
      )}
    </Page>
  );
}

interface SnapshotProps {
  snapshot: LiabilitySnapshot;
  assets: readonly AssetLook[];
}

function Latest({ snapshot, assets }: SnapshotProps) {
  const { t } = useTranslation('liabilities');
  const format = useFormat();
  return (
    <Panel
      title={t('latest', { date: format.dateTime(snapshot.at) })}
      icon={FileCheck}
      action={
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
          <Button
            size="small"
            onClick={() => {
              saveJson({ items: [snapshot], nextCursor: null }, `amn-liabilities-${snapshot.id}.json`);
            }}
          >
            {t('published')}
          </Button>
          <Button
            size="small"
            onClick={() => {
              fetchVerifier('liabilities');
            }}
          >
            {t('program')}
          </Button>
        </Box>
      }
    >
      <Box sx={{ display: 'grid', gap: 6 }}>
        {snapshot.assets.map((line) => {
          const look = lookIn(assets, line.asset);
          const covered = isCovered(line);
          return (
            <Box
              key={line.asset}
              data-testid={`liabilities-${line.asset}`}
              sx={{ '& + &': { pt: 6, borderTop: 1, borderColor: 'divider' } }}
            >
              <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                {t('owed')}
              </Typography>
              <Money amountBase={line.total.amount} asset={look} size="large" />
              <Box component="dl" sx={{ m: 0, mt: 3, display: 'grid', gap: 2 }}>
                <Pair label={t('unassigned')}>
                  <Money amountBase={line.unassigned.amount} asset={look} />
                </Pair>
                <Pair label={t('held')}>
                  <Money amountBase={line.held.amount} asset={look} />
                </Pair>
                <Pair label={t('root')}>
                  <Address value={line.root} />
                </Pair>
              </Box>
              <Typography
                variant="body2"
                sx={{
                  mt: 3,
                  display: 'flex',
                  alignItems: 'center',
                  gap: 2,
                  color: covered ? 'tone.completed.fg' : 'tone.danger.fg',
                }}
              >
                {covered ? <CircleCheck size={16} aria-hidden /> : <ShieldAlert size={16} aria-hidden />}
                {t(covered ? 'covered' : 'short')}
              </Typography>
            </Box>
          );
        })}
      </Box>
    </Panel>
  );
}

function Pair({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: 4 }}>
      <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>
        {label}
      </Typography>
      <Box component="dd" sx={{ m: 0 }}>
        {children}
      </Box>
    </Box>
  );
}

function Earlier({ snapshot, assets }: SnapshotProps) {
  const format = useFormat();
  return (
    <Box component="li" sx={{ display: 'flex', flexWrap: 'wrap', gap: 4, justifyContent: 'space-between' }}>
      <Typography variant="body2">{format.dateTime(snapshot.at)}</Typography>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'auto auto',
          columnGap: 3,
          justifyItems: 'end',
          alignItems: 'center',
        }}
      >
        {snapshot.assets.map(({ asset, total, root }) => (
          <Fragment key={asset}>
            <Money amountBase={total.amount} asset={lookIn(assets, asset)} />
            <Address value={root} />
          </Fragment>
        ))}
      </Box>
    </Box>
  );
}

function Meaning() {
  const { t } = useTranslation('liabilities');
  return (
    <Panel title={t('proves.title')}>
      <Typography>{t('proves.yes')}</Typography>
      <Typography sx={{ mt: 3, color: 'text.secondary' }}>{t('proves.no')}</Typography>
    </Panel>
  );
}
