'use client';

import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import { TimeLeft } from '@/components/time-left';
import { useTranslation } from '@/locales/i18n-provider';
import { isOver, otherSide, silenceOf, stageOf, turnOf, type PartyDispute } from './dispute-state';
import { NowActions } from './now-actions';
import type { DisputeWords } from './use-dispute-words';

const RespondForm = dynamic(async () => (await import('./respond-form')).RespondForm, { ssr: false });

/** What happens now, whose turn it is, until when, and what silence does. */
export function NowPanel({ dispute, words }: { dispute: PartyDispute; words: DisputeWords }) {
  const { t } = useTranslation('dispute');
  const { viewerRole, deadline, openedBy, mediator, yourTurn, abilities, outcome } = dispute;
  const stage = stageOf(dispute);
  const turn = turnOf(stage);
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
    <Card
      component="section"
      aria-labelledby="dispute-now"
      sx={{
        borderColor: yourTurn ? 'tone.waiting.border' : 'divider',
        boxShadow: yourTurn ? 'inset 0 3px 0 var(--amn-palette-tone-waiting-border)' : 'none',
      }}
    >
      <Box sx={{ p: { xs: 4, sm: 6 } }}>
        <Typography variant="overline" component="p" sx={{ color: 'text.secondary' }}>
          {t('now.heading')}
        </Typography>
        <Typography id="dispute-now" variant="h2" sx={{ mt: 1, textWrap: 'balance' }}>
          {t(`now.${key as 'negotiation'}.title`, values)}
        </Typography>
        <Typography sx={{ mt: 2, color: 'text.secondary', maxWidth: '62ch', textWrap: 'pretty' }}>
          {t(`now.${key as 'negotiation'}.body`, values)}
        </Typography>
        {abilities.includes('respond') ? (
          <RespondForm dispute={dispute} words={words} />
        ) : (
          <NowActions dispute={dispute} words={words} />
        )}
      </Box>
      {!isOver(stage) && (
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
            <Box component="span" data-testid="dispute-turn" sx={{ fontWeight: 580 }}>
              {turn === 'other' ? other : t(`turn.${turn}`)}
            </Box>
          </Answer>
          <Answer label={t('until.label')}>
            {deadline ? <TimeLeft at={deadline.at} yours={yourTurn} showIcon /> : t('until.none')}
          </Answer>
          <Answer label={t('silence.label')} wide>
            {silence ? t(`silence.${silence}`) : t('silence.nothing')}
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
