'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { Gavel } from 'lucide-react';
import { useState } from 'react';
import type { Dispute } from '@/actions/disputes';
import { decideAppealAction, proposeAction, ruleAction } from '@/actions/mediation';
import type { Words } from '@/actions/words';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { DivisionBar } from '@/components/dispute/division-bar';
import { SplitInput } from '@/components/dispute/split-input';
import { TextArea } from '@/components/dispute/text-area';
import { FormError } from '@/components/form-error';
import { KeyHint } from '@/components/key-hint';
import { Panel } from '@/components/panel';
import { useToast } from '@/hooks/use-toast';
import { divide } from '@/lib/division';
import { useTranslation } from '@/locales/i18n-provider';
import { decisionOf, startOf, waitingOf, type Decision } from './case-state';

interface DecidePanelProps {
  dispute: Dispute;
  words: Words;
}

/** What the case waits for: a proposal, a ruling, or the decision on an appeal; or why there is nothing to decide. */
export function DecidePanel({ dispute, words }: DecidePanelProps) {
  const { t } = useTranslation('adminDisputes');
  const decision = decisionOf(dispute);
  const { mediator } = dispute;
  return (
    <Panel
      title={t(decision ? `decide.${decision}.title` : 'decide.title')}
      icon={Gavel}
      action={decision && <KeyHint>d</KeyHint>}
    >
      {decision ? (
        <DecisionForm key={decision} decision={decision} dispute={dispute} words={words} />
      ) : (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t(`decide.waiting.${waitingOf(dispute)}`, { name: mediator ? words.name(mediator.name) : '' })}
        </Typography>
      )}
    </Panel>
  );
}

const MIN_REASONS = 20;

function DecisionForm({ decision, dispute, words }: DecidePanelProps & { decision: Decision }) {
  const { t } = useTranslation('adminDisputes');
  const { t: common } = useTranslation();
  const toast = useToast();
  const propose = useMutation(proposeAction);
  const rule = useMutation(ruleAction);
  const decideAppeal = useMutation(decideAppealAction);
  const [base, setBase] = useState(() => startOf(dispute));
  const [wrong, setWrong] = useState(false);
  const [reasons, setReasons] = useState('');
  const [asking, setAsking] = useState(false);
  const { mutate, isPending, error } = { propose, rule, decideAppeal }[decision];
  const { held, release } = dispute;
  const heldBase = BigInt(held.amount);
  const asset = words.assetOf(held.asset);
  const names = { buyer: words.name(dispute.buyer.name), seller: words.name(dispute.seller.name) };
  const ready = !wrong && reasons.trim().length >= MIN_REASONS;
  const submit = () => {
    const body = { buyerGets: { amount: base.toString(), asset: held.asset }, reasons: reasons.trim() };
    mutate(
      { disputeId: dispute.id, body },
      {
        onSuccess: () => {
          toast.success(t(`decide.${decision}.done`));
          setAsking(false);
        },
      },
    );
  };
  return (
    <Box
      component="form"
      onSubmit={(event: React.SubmitEvent<HTMLFormElement>) => {
        event.preventDefault();
        if (ready) setAsking(true);
      }}
      sx={{ display: 'grid', gap: 5 }}
    >
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t(`decide.${decision}.lead`)}
      </Typography>
      <SplitInput
        heldBase={heldBase}
        buyerGetsBase={base}
        release={release}
        asset={asset}
        names={names}
        onChange={setBase}
        onProblem={setWrong}
      />
      <TextArea
        label={t('decide.reasons')}
        help={t('decide.reasonsHelp')}
        rows={5}
        maxLength={4000}
        value={reasons}
        onChange={setReasons}
      />
      <FormError error={error} />
      <Box>
        <Button type="submit" variant="contained" disabled={!ready} loading={isPending}>
          {t(`decide.${decision}.submit`)}
        </Button>
      </Box>
      <ConfirmDialog
        open={asking}
        title={t(`decide.${decision}.confirmTitle`)}
        confirmLabel={t(`decide.${decision}.confirm`)}
        cancelLabel={common('action.back')}
        pending={isPending}
        error={error}
        onClose={() => {
          setAsking(false);
        }}
        onConfirm={submit}
      >
        <Typography>{t(`decide.${decision}.confirmBody`)}</Typography>
        <DivisionBar division={divide(heldBase, base, release)} asset={asset} names={names} />
      </ConfirmDialog>
    </Box>
  );
}
