'use client';

import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { Deal } from '@/actions/deal';
import { TimeLeft } from '@/components/time-left';
import { useTranslation } from '@/locales/i18n-provider';
import { DealActions } from './deal-actions';
import { actBy, focusOf, isOver, narrowTo, silenceOf, spokenOf, stateOf, sumOf, totalOf } from './deal-state';
import { PaymentLine } from './payment-line';
import type { DealWords } from './use-deal-words';

/** What happens now, whose turn it is, until when, and what happens if nobody acts. */
export function NowPanel({ deal: whole, words }: { deal: Deal; words: DealWords }) {
  const { t } = useTranslation('deal');
  const { t: ofPart } = useTranslation('milestones');
  const { t: statuses } = useTranslation('statuses');
  // With several milestones it speaks of the one that comes first for the reader; the list below has them all.
  const part = spokenOf(whole);
  const deal = part ? narrowTo(whole, part) : whole;
  const { contract, viewerRole, deadline, turn, yourTurn: yours } = deal;
  const state = stateOf(deal);
  const gets = sumOf(contract.milestones, 'sellerGets');
  const values = {
    buyer: words.name(deal.buyer.name),
    seller: words.name(deal.seller.name),
    price: words.price(totalOf(contract)),
    days: words.days(contract.inspectionDays),
    date: words.date(focusOf(contract.milestones)?.dueAt),
    amount: gets ? words.money(gets) : words.price(contract.price),
  };
  const silence = silenceOf(deadline);
  const until = actBy(deal);
  const admin = viewerRole === 'admin';
  const turnText =
    turn === viewerRole
      ? t('turn.you')
      : turn === 'buyer' || turn === 'seller'
        ? values[turn]
        : // A dispute has turns of its own, which stand beside it.
          t(state === 'disputed' ? 'turn.dispute' : `turn.${turn}`);
  return (
    <Card
      component="section"
      aria-labelledby="deal-now"
      sx={{
        borderColor: yours ? 'tone.waiting.border' : 'divider',
        boxShadow: yours ? 'inset 0 3px 0 var(--amn-palette-tone-waiting-border)' : 'none',
      }}
    >
      <Box sx={{ p: { xs: 4, sm: 6 } }}>
        <Typography variant="overline" component="p" sx={{ color: 'text.secondary' }}>
          {t('now.heading')}
          {part && (
            <>
              {' · '}
              {ofPart('place', {
                number: whole.contract.milestones.indexOf(part) + 1,
                total: whole.contract.milestones.length,
              })}
              {' · '}
              <bdi>{part.title}</bdi>
            </>
          )}
        </Typography>
        <Typography id="deal-now" variant="h2" sx={{ mt: 1, textWrap: 'balance' }}>
          {admin ? statuses(`request.${deal.status}`) : t(`now.${state}.${viewerRole}.title`, values)}
        </Typography>
        {!admin && (
          <Typography sx={{ mt: 2, color: 'text.secondary', maxWidth: '62ch', textWrap: 'pretty' }}>
            {t(`now.${state}.${viewerRole}.body`, values)}
          </Typography>
        )}
        {deal.status === 'awaiting_payment' && deal.paymentId && (
          <PaymentLine paymentId={deal.paymentId} words={words} />
        )}
        <DealActions deal={deal} part={part} whole={whole} words={words} />
      </Box>
      {!isOver(state) && !(state === 'disputed' && !deadline) && (
        <Box
          component="dl"
          sx={{
            m: 0,
            px: { xs: 4, sm: 6 },
            py: 5,
            display: 'grid',
            gap: 5,
            gridTemplateColumns: { sm: '1fr 1fr', lg: '1fr 1.2fr 2fr' },
            borderTop: 1,
            borderColor: 'divider',
            bgcolor: 'surface.sunken',
          }}
        >
          <Answer label={t('turn.label')}>
            <Box component="span" data-testid="deal-turn" sx={{ fontWeight: 580 }}>
              {turnText}
            </Box>
          </Answer>
          <Answer label={t('until.label')}>
            {until ? <TimeLeft at={until} yours={yours} showIcon /> : t('until.none')}
          </Answer>
          <Answer label={t('silence.label')} wide>
            {part && silence === 'miss'
              ? ofPart('next.pending', {
                  ...values,
                  end: words.date(deadline?.at),
                  held: part.held ? words.money(part.held) : words.price(part.price),
                })
              : silence && !admin
                ? t(`silence.${silence}.${viewerRole}`, values)
                : t('silence.nothing')}
            {silence && deadline && (
              <Typography variant="caption" component="div" sx={{ mt: 0.5, color: 'text.secondary' }}>
                {t('silence.at', { date: words.dateTime(deadline.at) })}
              </Typography>
            )}
          </Answer>
        </Box>
      )}
    </Card>
  );
}

function Answer({ label, wide, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <Box sx={{ gridColumn: { sm: wide ? '1 / -1' : 'auto', lg: 'auto' } }}>
      <Typography component="dt" variant="caption" sx={{ color: 'text.secondary' }}>
        {label}
      </Typography>
      <Typography component="dd" variant="body2" sx={{ m: 0, mt: 0.5 }}>
        {children}
      </Typography>
    </Box>
  );
}
