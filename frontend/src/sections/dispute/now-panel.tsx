'use client';

import Box from '@mui/material/Box';
import dynamic from 'next/dynamic';
import type { Words } from '@/actions/words';
import { NowAnswer, NowCard } from '@/components/now-card';
import { TimeLeft } from '@/components/time-left';
import { patiently } from '@/lib/patiently';
import { useTranslation } from '@/locales/i18n-provider';
import { isOver, otherSide, silenceOf, stageOf, turnOf, type PartyDispute } from './dispute-state';
import { NowActions } from './now-actions';

const RespondForm = dynamic(
  patiently(async () => (await import('./respond-form')).RespondForm),
  { ssr: false },
);

/** What happens now, whose turn it is, until when, and what silence does. */
export function NowPanel({ dispute, words }: { dispute: PartyDispute; words: Words }) {
  const { t } = useTranslation('dispute');
  const { viewerRole, deadline, openedBy, mediator, yourTurn, abilities, outcome } = dispute;
  const stage = stageOf(dispute);
  const turn = turnOf(stage, yourTurn);
  const other = words.name(dispute[otherSide(viewerRole)].name);
  const yours = outcome?.division[viewerRole === 'buyer' ? 'buyerGets' : 'sellerGets'];
  const values = {
    other,
    mediator: mediator ? words.name(mediator.name) : '',
    amount: yours ? words.money(yours) : '',
  };
  const silence = silenceOf(dispute);
  // Nobody opened it by hand: the redelivery did not come.
  const key = openedBy === 'timer' && stage.startsWith('answer') ? (`${stage}Late` as const) : stage;
  return (
    <NowCard
      id="dispute-now"
      yours={yourTurn}
      eyebrow={t('now.heading')}
      title={t(`now.${key as 'negotiation'}.title`, values)}
      body={t(`now.${key as 'negotiation'}.body`, values)}
      answers={
        isOver(stage) ? null : (
          <>
            <NowAnswer label={t('turn.label')}>
              <Box component="span" data-testid="dispute-turn" sx={{ fontWeight: 580 }}>
                {turn === 'other' ? other : t(`turn.${turn}`)}
              </Box>
            </NowAnswer>
            <NowAnswer label={t('until.label')}>
              {deadline ? <TimeLeft at={deadline.at} yours={yourTurn} showIcon /> : t('until.none')}
            </NowAnswer>
            <NowAnswer label={t('silence.label')} wide>
              {silence ? t(`silence.${silence}`) : t('silence.nothing')}
            </NowAnswer>
          </>
        )
      }
    >
      {abilities.includes('respond') ? (
        <RespondForm dispute={dispute} words={words} />
      ) : (
        <NowActions dispute={dispute} words={words} />
      )}
    </NowCard>
  );
}
