'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { offerWithdrawalAction, waiveAppealAction } from '@/actions/disputes';
import type { Words } from '@/actions/words';
import { Button, LinkButton } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { paths } from '@/config/paths';
import { useWasOpen } from '@/hooks/use-was-open';
import { patiently } from '@/lib/patiently';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { isOver, otherSide, stageOf, type PartyDispute } from './dispute-state';
import { useStepToasts } from './use-step-toasts';

const AppealDialog = dynamic(
  patiently(() => import('./appeal-dialog')),
  { ssr: false },
);

type Asking = 'appeal' | 'waive' | 'withdraw' | null;

/** Steps about the dispute as a whole; answers to an offer stand beside that offer. */
export function NowActions({ dispute, words }: { dispute: PartyDispute; words: Words }) {
  const { t } = useTranslation('dispute');
  const { t: common } = useTranslation();
  const language = useLanguage();
  const toasts = useStepToasts();
  const [asking, setAsking] = useState<Asking>(null);
  const appealing = useWasOpen(asking === 'appeal');
  const waive = useMutation(waiveAppealAction);
  const withdraw = useMutation(offerWithdrawalAction);
  const { id: disputeId, abilities, requestId, viewerRole, appealWaivedBy, outcome } = dispute;
  const other = words.name(dispute[otherSide(viewerRole)].name);
  const close = () => {
    setAsking(null);
  };
  const stage = stageOf(dispute);
  const yourPart = outcome?.division[viewerRole === 'buyer' ? 'buyerGets' : 'sellerGets'].amount;
  const can = (action: PartyDispute['abilities'][number]) => abilities.includes(action);
  if (!isOver(stage) && !can('appeal') && !can('waiveAppeal') && !can('offerWithdrawal')) return null;
  return (
    <Box sx={{ mt: 5, display: 'flex', flexWrap: 'wrap', gap: 2 }}>
      {isOver(stage) &&
        (yourPart !== undefined && yourPart !== '0' ? (
          <LinkButton href={paths.wallet(language)} variant="contained" size="large">
            {t('action.balance')}
          </LinkButton>
        ) : (
          <LinkButton href={paths.deal(language, requestId)} size="large">
            {t('action.deal')}
          </LinkButton>
        ))}
      {stage === 'rulingYours' && can('waiveAppeal') && (
        <Button
          size="large"
          variant="contained"
          data-testid="dispute-waive"
          onClick={() => {
            setAsking('waive');
          }}
        >
          {t('action.waive')}
        </Button>
      )}
      {stage === 'rulingYours' && can('appeal') && (
        <Button
          size="large"
          data-testid="dispute-appeal"
          onClick={() => {
            setAsking('appeal');
          }}
        >
          {t('action.appeal')}
        </Button>
      )}
      {can('offerWithdrawal') && (
        // Alone, its words stand in line with those above it.
        <Box sx={{ marginInlineStart: can('appeal') || can('waiveAppeal') ? 0 : -6 }}>
          <Button
            variant="text"
            size="large"
            onClick={() => {
              setAsking('withdraw');
            }}
          >
            {t('action.withdraw')}
          </Button>
        </Box>
      )}
      <ConfirmDialog
        open={asking === 'waive'}
        title={t('waive.title')}
        confirmLabel={t('waive.confirm')}
        cancelLabel={common('action.back')}
        pending={waive.isPending}
        error={waive.error}
        onClose={close}
        onConfirm={() => {
          waive.mutate({ disputeId }, toasts(t('waive.done'), close, 'beside'));
        }}
      >
        <Typography>{t(appealWaivedBy.length > 0 ? 'waive.last' : 'waive.first', { other })}</Typography>
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'withdraw'}
        title={t('withdraw.title')}
        confirmLabel={t('withdraw.confirm', { other })}
        cancelLabel={common('action.back')}
        pending={withdraw.isPending}
        error={withdraw.error}
        onClose={close}
        onConfirm={() => {
          withdraw.mutate({ disputeId }, toasts(t('withdraw.done', { other }), close, 'beside'));
        }}
      >
        <Typography>{t('withdraw.body', { other })}</Typography>
        <Typography variant="body2">{t('withdraw.once')}</Typography>
      </ConfirmDialog>
      {appealing && <AppealDialog dispute={dispute} open={asking === 'appeal'} onClose={close} />}
    </Box>
  );
}
