'use client';

import Box from '@mui/material/Box';
import NextLink from 'next/link';
import type { MyRequestCard } from '@/actions/deals';
import { Price } from '@/components/money';
import { StatusChip, WaitingChip } from '@/components/status-chip';
import { RelativeTime, TimeLeft } from '@/components/time-left';
import { useNow } from '@/hooks/use-now';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import type { PriceLike } from '@/locales/format';
import { useFormat } from '@/locales/use-format';
import { hrefOf, shownStatus, stepOf, timeOf, waitsForReader } from './deal-list';

export const COLUMNS = 'minmax(0, 1fr) 140px 272px 176px';

/** One deal, request or offer; the whole row leads to the page where its next step is made. */
export function DealRow({ deal }: { deal: MyRequestCard }) {
  const language = useLanguage();
  const waits = waitsForReader(deal);
  return (
    <Box
      component="li"
      data-testid="deal"
      data-status={deal.status}
      data-waiting={waits}
      sx={{
        position: 'relative',
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(0, 1fr) fit-content(45%)', lg: COLUMNS },
        gridTemplateAreas: {
          xs: '"deal amount" "now now" "time time"',
          lg: '"deal amount now time"',
        },
        alignItems: { xs: 'start', lg: 'center' },
        columnGap: 5,
        rowGap: 3,
        px: 5,
        py: 4,
        minHeight: { lg: 85 },
        bgcolor: 'background.paper',
        border: { xs: 1, lg: 0 },
        borderColor: { xs: waits ? 'tone.waiting.border' : 'divider', lg: 'divider' },
        borderRadius: { xs: 1.5, lg: 0 },
        '&:first-of-type': { borderStartStartRadius: 12, borderStartEndRadius: 12 },
        '&:last-of-type': { borderEndStartRadius: 12, borderEndEndRadius: 12 },
        '& + &': { borderTop: { lg: 1 }, borderColor: { lg: 'divider' } },
        '&:hover': { bgcolor: 'action.hover' },
      }}
    >
      <Box sx={{ gridArea: 'deal', minWidth: 0 }}>
        <Box
          component={NextLink}
          href={hrefOf(deal, language)}
          sx={{
            display: '-webkit-box',
            WebkitLineClamp: 2,
            WebkitBoxOrient: 'vertical',
            overflow: 'hidden',
            color: 'text.primary',
            fontWeight: 600,
            lineHeight: 1.4,
            textDecoration: 'none',
            overflowWrap: 'anywhere',
            '&::after': { content: '""', position: 'absolute', inset: 0 },
          }}
        >
          <bdi>{deal.title}</bdi>
        </Box>
        <Party deal={deal} />
      </Box>
      <Amount deal={deal} />
      <WhatNow deal={deal} waits={waits} />
      <Time deal={deal} waits={waits} />
    </Box>
  );
}

function Status({ deal }: { deal: MyRequestCard }) {
  const shown = shownStatus(deal);
  return shown.kind === 'offer' ? (
    <StatusChip kind="offer" status={shown.status} size="small" />
  ) : (
    <StatusChip kind="request" status={shown.status} size="small" />
  );
}

function Party({ deal }: { deal: MyRequestCard }) {
  const { t } = useTranslation('deals');
  const { counterparty, role, status, offersCount } = deal;
  const text = counterparty
    ? t(role === 'buyer' ? 'party.seller' : 'party.buyer', { name: counterparty.name })
    : status === 'draft'
      ? t('party.draft')
      : t('party.offers', { count: offersCount });
  return (
    <Box sx={{ mt: 0.5, fontSize: '0.875rem', color: 'text.secondary', overflowWrap: 'anywhere' }}>
      {text}
    </Box>
  );
}

function Amount({ deal: { price, budget, role, offerStatus } }: { deal: MyRequestCard }) {
  const { t } = useTranslation('deals');
  const format = useFormat();
  const note = price
    ? role === 'seller' && offerStatus !== 'accepted' && t('amount.yourOffer')
    : t('amount.budget');
  const { min, max } = budget;
  // Kept left to right inside a sentence of either direction.
  const written = (one: PriceLike) => `\u2066${format.price(one)}\u2069`;
  return (
    <Box sx={{ gridArea: 'amount', minWidth: 0, textAlign: { xs: 'end', lg: 'start' } }}>
      {price ? (
        <Box sx={{ fontWeight: 650, fontSize: '1.0625rem' }}>
          <Price price={price} />
        </Box>
      ) : (
        <Box sx={{ fontWeight: 550 }} className="tabular">
          {min && max
            ? t('amount.range', { min: written(min), max: written(max) })
            : min
              ? t('amount.from', { price: written(min) })
              : max
                ? t('amount.upTo', { price: written(max) })
                : t('amount.open')}
        </Box>
      )}
      {note && <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{note}</Box>}
    </Box>
  );
}

function WhatNow({ deal, waits }: { deal: MyRequestCard; waits: boolean }) {
  const { t } = useTranslation('deals');
  const step = stepOf(deal, useNow());
  return (
    <Box sx={{ gridArea: 'now', display: 'grid', gap: 1.5, minWidth: 0 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        <Status deal={deal} />
        {waits && <WaitingChip size="small" />}
      </Box>
      {step && (
        <Box
          sx={{
            fontSize: '0.9375rem',
            lineHeight: 1.4,
            fontWeight: waits ? 600 : 400,
            color: waits ? 'text.primary' : 'text.secondary',
          }}
        >
          {t(`step.${step}`, { name: deal.counterparty?.name ?? '' })}
        </Box>
      )}
    </Box>
  );
}

function Time({ deal, waits }: { deal: MyRequestCard; waits: boolean }) {
  const { t } = useTranslation('deals');
  const time = timeOf(deal, useNow());
  return (
    <Box
      sx={{
        gridArea: 'time',
        // Above the link that covers the row, for the exact time on hover.
        position: 'relative',
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 1.5,
        width: 'fit-content',
        fontSize: '0.875rem',
        color: 'text.secondary',
      }}
    >
      {time ? (
        <>
          <TimeLeft at={time.at} yours={waits} showIcon />
          {time.then && (
            <Box component="span" sx={{ '&::before': { content: { xs: '"· "', lg: 'none' } } }}>
              {t(`then.${time.then}`)}
            </Box>
          )}
        </>
      ) : (
        <RelativeTime at={deal.updatedAt} />
      )}
    </Box>
  );
}
