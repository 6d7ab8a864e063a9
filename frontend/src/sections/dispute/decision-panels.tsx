'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { Gavel, Scale, Undo2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import {
  acceptProposalAction,
  confirmWithdrawalAction,
  declineProposalAction,
  declineWithdrawalAction,
  type DisputeDecision,
  type MediatorProposal,
} from '@/actions/disputes';
import type { Words } from '@/actions/words';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { DivisionBar } from '@/components/dispute/division-bar';
import { Notice } from '@/components/notice';
import { Panel } from '@/components/panel';
import { RelativeTime } from '@/components/time-left';
import { useTranslation } from '@/locales/i18n-provider';
import { divisionOf } from './division-of';
import { otherSide, withdrawalPart, type PartyDispute } from './dispute-state';
import { useStepToasts } from './use-step-toasts';

interface PartProps {
  dispute: PartyDispute;
  words: Words;
}

/** What was put before both: a withdrawal, the mediator's proposal, the ruling, the appeal and its decision. */
export function DecisionPanels({ dispute, words }: PartProps) {
  const { t } = useTranslation('dispute');
  const { status, proposal, ruling, appeal, decision } = dispute;
  return (
    <>
      <Withdrawal dispute={dispute} words={words} />
      {decision && <Decision title={t('decision.appeal')} made={decision} dispute={dispute} words={words} />}
      {appeal && (
        <Panel title={t('decision.appealBy', { name: words.name(dispute[appeal.by].name) })} icon={Scale}>
          <Words text={appeal.reasons} at={appeal.at} />
        </Panel>
      )}
      {ruling && <Decision title={t('decision.ruling')} made={ruling} dispute={dispute} words={words} />}
      {proposal && status === 'proposed' && (
        <Decision title={t('decision.proposal')} made={proposal} dispute={dispute} words={words}>
          <Answers proposal={proposal} dispute={dispute} words={words} />
        </Decision>
      )}
    </>
  );
}

interface DecisionProps extends PartProps {
  title: string;
  made: DisputeDecision;
  children?: ReactNode;
}

function Decision({ title, made, dispute, words, children }: DecisionProps) {
  const { t } = useTranslation('dispute');
  return (
    <Panel title={title} icon={Gavel} lead={t('decision.by', { name: words.name(made.by.name) })}>
      <Box sx={{ display: 'grid', gap: 5 }}>
        <DivisionBar
          division={divisionOf(made.division)}
          asset={words.assetOf(dispute.held.asset)}
          names={words.names(dispute)}
          viewer={dispute.viewerRole}
        />
        <Words text={made.reasons} at={made.at} />
        {children}
      </Box>
    </Panel>
  );
}

function Words({ text, at }: { text: string; at: string }) {
  return (
    <Box>
      <Typography variant="body2" dir="auto" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {text}
      </Typography>
      <Typography variant="caption" sx={{ display: 'block', mt: 1, color: 'text.secondary' }}>
        <RelativeTime at={at} />
      </Typography>
    </Box>
  );
}

/** The answers to the mediator's proposal, and who has given one. */
function Answers({ proposal, dispute, words }: PartProps & { proposal: MediatorProposal }) {
  const { t } = useTranslation('dispute');
  const { t: common } = useTranslation();
  const toasts = useStepToasts();
  const [asking, setAsking] = useState(false);
  const accept = useMutation(acceptProposalAction);
  const decline = useMutation(declineProposalAction);
  const { id: disputeId, abilities, viewerRole } = dispute;
  const other = words.name(dispute[otherSide(viewerRole)].name);
  const theirs = otherSide(viewerRole);
  const stateOf = (side: typeof viewerRole) =>
    proposal.acceptedBy.includes(side)
      ? 'accepted'
      : proposal.declinedBy.includes(side)
        ? 'declined'
        : 'open';
  const isLast = proposal.acceptedBy.includes(theirs);
  const named = { disputeId, proposalId: proposal.id };
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t(`proposal.you.${stateOf(viewerRole)}`)} {t(`proposal.other.${stateOf(theirs)}`, { other })}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, '&:empty': { display: 'none' } }}>
        {abilities.includes('acceptProposal') && (
          <Button
            variant={stateOf(viewerRole) === 'open' ? 'contained' : 'outlined'}
            disabled={decline.isPending}
            onClick={() => {
              setAsking(true);
            }}
          >
            {t('proposal.accept')}
          </Button>
        )}
        {abilities.includes('declineProposal') && (
          <Button
            loading={decline.isPending}
            onClick={() => {
              decline.mutate(named, toasts(t('proposal.declinedDone')));
            }}
          >
            {t('proposal.decline')}
          </Button>
        )}
      </Box>
      <ConfirmDialog
        open={asking}
        title={t('proposal.title')}
        confirmLabel={t(isLast ? 'proposal.confirmLast' : 'proposal.confirm')}
        cancelLabel={common('action.back')}
        pending={accept.isPending}
        error={accept.error}
        onClose={() => {
          setAsking(false);
        }}
        onConfirm={() => {
          const done = t(isLast ? 'toast.settled' : 'proposal.acceptedDone', { other });
          accept.mutate(
            named,
            toasts(
              done,
              () => {
                setAsking(false);
              },
              'beside',
            ),
          );
        }}
      >
        <Typography>{t(isLast ? 'proposal.bodyLast' : 'proposal.body', { other })}</Typography>
        <DivisionBar
          division={divisionOf(proposal.division)}
          asset={words.assetOf(dispute.held.asset)}
          names={words.names(dispute)}
          viewer={viewerRole}
        />
      </ConfirmDialog>
    </Box>
  );
}

/** The opener wants to withdraw; the other party agrees or not. */
function Withdrawal({ dispute, words }: PartProps) {
  const { t } = useTranslation('dispute');
  const toasts = useStepToasts();
  const confirm = useMutation(confirmWithdrawalAction);
  const close = useMutation(declineWithdrawalAction);
  const part = withdrawalPart(dispute);
  // It stays on record when the dispute has ended otherwise.
  if (!part || !(part.canAgree || part.canClose)) return null;
  const { id: disputeId, viewerRole } = dispute;
  const other = words.name(dispute[otherSide(viewerRole)].name);
  const busy = confirm.isPending || close.isPending;
  return (
    <Notice
      tone={part.canAgree ? 'waiting' : 'neutral'}
      icon={Undo2}
      title={t(part.yours ? 'withdrawal.yours' : 'withdrawal.theirs', { other })}
    >
      <Typography variant="body2" sx={{ mt: 1 }}>
        {t(part.yours ? 'withdrawal.waiting' : 'withdrawal.body', { other })}
      </Typography>
      <Box sx={{ mt: 3, display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        {part.canAgree && (
          <Button
            variant="contained"
            loading={confirm.isPending}
            disabled={busy}
            onClick={() => {
              confirm.mutate({ disputeId }, toasts(t('withdrawal.agreed')));
            }}
          >
            {t('withdrawal.agree')}
          </Button>
        )}
        {part.canClose && (
          <Button
            loading={close.isPending}
            disabled={busy}
            onClick={() => {
              close.mutate({ disputeId }, toasts(t('withdrawal.closed')));
            }}
          >
            {t(part.yours ? 'withdrawal.takeBack' : 'withdrawal.refuse')}
          </Button>
        )}
      </Box>
    </Notice>
  );
}
