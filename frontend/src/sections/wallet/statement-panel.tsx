'use client';

import Box from '@mui/material/Box';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ArrowDownLeft, ArrowUpRight } from 'lucide-react';
import { itemsOf } from '@/actions/paging';
import { statementQuery, type StatementLine } from '@/actions/wallet';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { Money } from '@/components/money';
import { TableSkeleton } from '@/components/skeletons';
import { TextLink } from '@/components/text-link';
import { RelativeTime } from '@/components/time-left';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { listSx, Panel, PanelNote } from './panel';
import { useAssets } from './use-assets';

const NAMED = [
  'release',
  'refund',
  'unfunded_refund',
  'fund',
  'excess',
  'credit_reserved',
  'credit_returned',
  'split',
  'payout_reserved',
  'payout_failed',
] as const;
type Named = (typeof NAMED)[number];
const nameOf = (event: string): Named | 'other' => NAMED.find((name) => name === event) ?? 'other';

export function StatementPanel() {
  const { t } = useTranslation('wallet');
  const { t: common } = useTranslation();
  const language = useLanguage();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(statementQuery());
  const lines = itemsOf(data);
  return (
    <Panel
      title={t('statement.title')}
      action={<TextLink href={paths.statement(language)}>{t('statement.whole')}</TextLink>}
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TableSkeleton rows={5} label={t('statement.title')} />}
      {data && lines.length === 0 && <PanelNote>{t('statement.empty')}</PanelNote>}
      {lines.length > 0 && (
        <Box component="ul" sx={listSx}>
          {lines.map((line) => (
            <Line key={`${line.id}-${line.account}-${line.direction}`} line={line} />
          ))}
        </Box>
      )}
      {hasNextPage && (
        <Box sx={{ mt: 4 }}>
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {common('action.loadMore')}
          </Button>
        </Box>
      )}
    </Panel>
  );
}

function Line({ line }: { line: StatementLine }) {
  const { t } = useTranslation('wallet');
  const language = useLanguage();
  const { lookOf } = useAssets();
  const incoming = line.direction === 'in';
  const Icon = incoming ? ArrowDownLeft : ArrowUpRight;
  return (
    <Box
      component="li"
      sx={{ display: 'flex', alignItems: 'center', gap: 4, px: 5, py: 3, fontSize: '0.875rem' }}
    >
      <Box
        role="img"
        aria-label={incoming ? t('statement.in') : t('statement.out')}
        sx={{ display: 'flex', color: incoming ? 'tone.completed.fg' : 'text.secondary' }}
      >
        <Icon size={18} />
      </Box>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ fontWeight: 550 }}>{t(`statement.event.${nameOf(line.event)}`)}</Box>
        <Box sx={{ color: 'text.secondary', display: 'flex', flexWrap: 'wrap', columnGap: 3 }}>
          <RelativeTime at={line.at} />
          {line.requestId && (
            <TextLink href={paths.deal(language, line.requestId)}>{t('statement.openDeal')}</TextLink>
          )}
        </Box>
      </Box>
      <Box sx={{ whiteSpace: 'nowrap' }}>
        <bdi dir="ltr">
          {incoming ? '+' : '−'}
          <Money amountBase={line.money.amount} asset={lookOf(line.money.asset)} />
        </bdi>
      </Box>
    </Box>
  );
}
