'use client';

import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import NextLink from 'next/link';
import { MailWarning } from 'lucide-react';
import { useAssetLooks } from '@/actions/asset-looks';
import type { PaymentOverview } from '@/actions/payment-desk';
import { LinkButton } from '@/components/button';
import { Money } from '@/components/money';
import { Notice } from '@/components/notice';
import { Skeleton } from '@/components/skeleton';
import { StatusChip } from '@/components/status-chip';
import { RelativeTime } from '@/components/time-left';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { SIDE_STATUSES, type PaymentAddress } from './payment-filter';

interface OverviewBandProps {
  overview: PaymentOverview | undefined;
  chosen: PaymentAddress['status'];
  /** Shows only the payments of a status, or all again. */
  hrefOf: (status: PaymentAddress['status']) => string;
}

/** How many payments stand in each side status and since when, and what money nobody owns yet. */
export function OverviewBand({ overview, chosen, hrefOf }: OverviewBandProps) {
  const { t } = useTranslation('deskPayments');
  const language = useLanguage();
  return (
    <Box component="section" aria-label={t('overview.label')} sx={{ display: 'grid', gap: 4 }}>
      {overview !== undefined && overview.deadLetters > 0 && (
        <Notice
          tone="waiting"
          icon={MailWarning}
          action={
            <LinkButton size="small" href={paths.admin.callbacks(language)}>
              {t('overview.toDead')}
            </LinkButton>
          }
        >
          {t('overview.dead', { count: overview.deadLetters })}
        </Notice>
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 3,
          gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', md: 'repeat(5, minmax(0, 1fr))' },
        }}
      >
        {SIDE_STATUSES.map((status) => (
          <Tile
            key={status}
            status={status}
            row={overview?.statuses.find((row) => row.status === status)}
            loading={overview === undefined}
            isChosen={chosen === status}
            href={hrefOf(chosen === status ? null : status)}
          />
        ))}
      </Box>
      {overview && <Unassigned overview={overview} />}
    </Box>
  );
}

interface TileProps {
  status: (typeof SIDE_STATUSES)[number];
  row: PaymentOverview['statuses'][number] | undefined;
  loading: boolean;
  isChosen: boolean;
  href: string;
}

function Tile({ status, row, loading, isChosen, href }: TileProps) {
  const { t } = useTranslation('deskPayments');
  const format = useFormat();
  return (
    <Card
      sx={{
        p: 4,
        position: 'relative',
        display: 'grid',
        gap: 2,
        alignContent: 'start',
        justifyItems: 'start',
        borderColor: isChosen ? 'primary.main' : 'divider',
        '&:hover': { borderColor: 'primary.main' },
      }}
    >
      <Box
        component={NextLink}
        href={href}
        replace
        scroll={false}
        aria-current={isChosen ? 'true' : undefined}
        sx={{
          color: 'inherit',
          textDecoration: 'none',
          maxWidth: '100%',
          // A long status takes two lines rather than leave its tile.
          '&& > *': {
            maxWidth: '100%',
            height: 'auto',
            minHeight: 22,
            whiteSpace: 'normal',
            lineHeight: 1.3,
          },
          '&::after': { content: '""', position: 'absolute', inset: 0 },
        }}
      >
        <StatusChip kind="payment" status={status} size="small" />
      </Box>
      <Typography
        variant="h3"
        component="p"
        className="tabular"
        sx={{ color: row ? 'text.primary' : 'text.secondary' }}
      >
        {loading ? <Skeleton width={32} /> : format.number(row?.count ?? 0)}
      </Typography>
      <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary', minHeight: 20 }}>
        {row && (
          <>
            {t('overview.oldest')} <RelativeTime at={row.oldestAt} />
          </>
        )}
      </Box>
    </Card>
  );
}

/** Amounts in suspense and in quarantine, as the ledger has them. */
function Unassigned({ overview }: { overview: PaymentOverview }) {
  const { t } = useTranslation('deskPayments');
  const lookOf = useAssetLooks();
  const rows = (['suspense', 'quarantine'] as const).flatMap((place) =>
    overview.assets.filter((row) => row[place].amount !== '0').map((row) => ({ place, money: row[place] })),
  );
  if (lookOf === null || rows.length === 0) return null;
  return (
    <Box
      component="dl"
      sx={{ m: 0, display: 'flex', flexWrap: 'wrap', columnGap: 6, rowGap: 2, fontSize: '0.875rem' }}
    >
      {rows.map(({ place, money }) => (
        <Box key={`${place}${money.asset}`} sx={{ display: 'flex', gap: 2 }}>
          <Box component="dt" sx={{ color: 'text.secondary' }}>
            {t(`overview.${place}`)}
          </Box>
          <Box component="dd" sx={{ m: 0 }}>
            <Money amountBase={money.amount} asset={lookOf(money.asset)} />
          </Box>
        </Box>
      ))}
    </Box>
  );
}
