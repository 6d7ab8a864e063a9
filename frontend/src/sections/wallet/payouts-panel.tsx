'use client';

import Box from '@mui/material/Box';
import { useInfiniteQuery } from '@tanstack/react-query';
import NextLink from 'next/link';
import { itemsOf } from '@/actions/paging';
import { payoutsQuery, type Payout } from '@/actions/wallet';
import { Address } from '@/components/address';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { Money } from '@/components/money';
import { TableSkeleton } from '@/components/skeletons';
import { StatusChip } from '@/components/status-chip';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { listSx, Panel, PanelNote } from './panel';
import { useAssets } from './use-assets';

export function PayoutsPanel() {
  const { t } = useTranslation('wallet');
  const { t: common } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(payoutsQuery());
  const payouts = itemsOf(data);
  return (
    <Panel title={t('payouts.title')}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TableSkeleton rows={3} label={t('payouts.title')} />}
      {data && payouts.length === 0 && <PanelNote>{t('payouts.empty')}</PanelNote>}
      {payouts.length > 0 && (
        <Box component="ul" sx={listSx}>
          {payouts.map((payout) => (
            <PayoutRow key={payout.id} payout={payout} />
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

function PayoutRow({ payout }: { payout: Payout }) {
  const { t } = useTranslation('wallet');
  const language = useLanguage();
  const format = useFormat();
  const { lookOf } = useAssets();
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 5,
        rowGap: 2,
        px: 5,
        py: 4,
        position: 'relative',
        '&:hover': { bgcolor: 'action.hover' },
      }}
    >
      <Box sx={{ flex: '1 1 180px', minWidth: 0 }}>
        <Box
          component={NextLink}
          href={paths.payout(language, payout.id)}
          sx={{
            color: 'inherit',
            textDecoration: 'none',
            '&::after': { content: '""', position: 'absolute', inset: 0 },
          }}
        >
          <Money amountBase={payout.money.amount} asset={lookOf(payout.money.asset)} />
        </Box>
        <Box sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>
          {t('payouts.requestedOn', { date: format.date(payout.createdAt) })}
        </Box>
      </Box>
      <Box sx={{ position: 'relative', fontSize: '0.875rem' }}>
        <Address value={payout.destination} />
      </Box>
      <StatusChip kind="payout" status={payout.status} />
    </Box>
  );
}
