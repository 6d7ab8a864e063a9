'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Deal } from '@/actions/deal';
import type { Words } from '@/actions/words';
import { NowAnswer, NowCard } from '@/components/now-card';
import { TimeLeft } from '@/components/time-left';
import { useTranslation } from '@/locales/i18n-provider';
import { DealActions } from './deal-actions';
import { actBy, focusOf, isOver, narrowTo, silenceOf, spokenOf, stateOf, sumOf, totalOf } from './deal-state';
import { PaymentLine } from './payment-line';

/** What happens now, whose turn it is, until when, and what happens if nobody acts. */
export function NowPanel({ deal: whole, words }: { deal: Deal; words: Words }) {
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
    <NowCard
      id="deal-now"
      yours={yours}
      eyebrow={
        <>
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
        </>
      }
      title={admin ? statuses(`request.${deal.status}`) : t(`now.${state}.${viewerRole}.title`, values)}
      body={admin ? null : t(`now.${state}.${viewerRole}.body`, values)}
      answers={
        isOver(state) || (state === 'disputed' && !deadline) ? null : (
          <>
            <NowAnswer label={t('turn.label')}>
              <Box component="span" data-testid="deal-turn" sx={{ fontWeight: 580 }}>
                {turnText}
              </Box>
            </NowAnswer>
            <NowAnswer label={t('until.label')}>
              {until ? <TimeLeft at={until} yours={yours} showIcon /> : t('until.none')}
            </NowAnswer>
            <NowAnswer label={t('silence.label')} wide>
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
            </NowAnswer>
          </>
        )
      }
    >
      {deal.status === 'awaiting_payment' && deal.paymentId && (
        <PaymentLine deal={deal} paymentId={deal.paymentId} words={words} />
      )}
      <DealActions deal={deal} part={part} whole={whole} words={words} />
    </NowCard>
  );
}
