'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { LockKeyhole, Mail } from 'lucide-react';
import NextLink from 'next/link';
import type { RequestCard } from '@/actions/marketplace';
import { Person } from '@/components/person';
import { TonePill } from '@/components/tone-pill';
import { RelativeTime, TimeLeft } from '@/components/time-left';
import { paths } from '@/config/paths';
import { useNow } from '@/hooks/use-now';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { isBiddingOver, offersUntil } from './bidding';
import { useBudgetText } from './budget-text';
import { CategoryIcon } from './category-icon';

interface RequestRowProps {
  request: RequestCard;
  own?: boolean;
}

/** A request in a list: what is wanted, for how much, and how long it takes offers. The whole row leads to it. */
export function RequestRow({ request, own = false }: RequestRowProps) {
  const { t } = useTranslation('marketplace');
  const language = useLanguage();
  const budget = useBudgetText();
  return (
    <Box
      component="article"
      data-testid="request"
      sx={{
        position: 'relative',
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '40px minmax(0, 1fr) minmax(132px, auto)' },
        columnGap: 4,
        rowGap: 3,
        p: { xs: 4, sm: 5 },
        '@media (hover: hover)': { '&:hover': { bgcolor: 'action.hover' } },
        '&:focus-within:has(a:focus-visible)': { bgcolor: 'action.hover' },
      }}
    >
      <Box sx={{ display: { xs: 'none', sm: 'block' } }}>
        <CategoryIcon category={request.categoryId} />
      </Box>
      <Box sx={{ minWidth: 0, display: 'grid', gap: 1.5, alignContent: 'start' }}>
        <Typography variant="h4" component="h3" sx={{ overflowWrap: 'anywhere' }}>
          <Box
            component={NextLink}
            href={paths.request(language, request.id)}
            sx={{
              color: 'inherit',
              textDecoration: 'none',
              borderRadius: 0.5,
              '&::after': { content: '""', position: 'absolute', inset: 0 },
            }}
          >
            <bdi>{request.title}</bdi>
          </Box>
        </Typography>
        <Typography
          variant="body2"
          dir="auto"
          sx={{
            color: 'text.secondary',
            // It is cut at its own end, and stands where the page's text begins.
            textAlign: 'match-parent',
            overflowWrap: 'anywhere',
            display: '-webkit-box',
            WebkitLineClamp: 2,
            WebkitBoxOrient: 'vertical',
            overflow: 'hidden',
          }}
        >
          {request.summary}
        </Typography>
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            columnGap: 3,
            rowGap: 1.5,
            mt: 1,
            fontSize: '0.8125rem',
            color: 'text.secondary',
            // Names and times above the row's own link, so that they can be pressed and pointed at.
            '& a, & time': { position: 'relative' },
          }}
        >
          <Marks request={request} own={own} />
          <span>{t(`category.${request.categoryId}`)}</span>
          <Person
            size={20}
            name={request.buyer.name || t('questions.formerMember')}
            href={request.buyer.name ? paths.profile(language, request.buyer.id) : undefined}
          />
          {request.publishedAt && <RelativeTime at={request.publishedAt} />}
        </Box>
      </Box>
      <Box
        sx={{
          display: 'flex',
          flexDirection: { xs: 'row', sm: 'column' },
          flexWrap: 'wrap',
          alignItems: { xs: 'baseline', sm: 'flex-end' },
          justifyContent: { xs: 'space-between', sm: 'flex-start' },
          columnGap: 4,
          rowGap: 1,
          fontSize: '0.875rem',
          textAlign: { sm: 'end' },
          color: 'text.secondary',
          '& time': { position: 'relative' },
        }}
      >
        <Box
          className="tabular"
          sx={{
            width: { xs: '100%', sm: 'auto' },
            fontSize: '1.0625rem',
            fontWeight: 650,
            color: 'text.primary',
            whiteSpace: 'nowrap',
          }}
        >
          {budget(request.budget)}
        </Box>
        <span>
          {request.offersCount === 0 ? t('card.noOffers') : t('card.offers', { count: request.offersCount })}
        </span>
        <Until request={request} />
      </Box>
    </Box>
  );
}

function Marks({ request, own }: { request: RequestCard; own: boolean }) {
  const { t } = useTranslation('marketplace');
  return (
    <>
      {own && (
        <TonePill tone="funded" size="small">
          {t('card.yours')}
        </TonePill>
      )}
      {request.sealed && (
        <TonePill tone="neutral" size="small">
          <LockKeyhole size={12} strokeWidth={2.25} aria-hidden />
          {t('card.sealed')}
        </TonePill>
      )}
      {request.visibility === 'invited' && (
        <TonePill tone="neutral" size="small">
          <Mail size={12} strokeWidth={2.25} aria-hidden />
          {t('card.invitedOnly')}
        </TonePill>
      )}
    </>
  );
}

function Until({ request }: { request: RequestCard }) {
  const { t } = useTranslation('marketplace');
  const now = useNow();
  const until = offersUntil(request, now);
  if (until) return <TimeLeft at={until} />;
  return isBiddingOver(request, now) ? <span>{t('card.biddingOver')}</span> : null;
}
