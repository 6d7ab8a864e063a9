'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sealSplitAction } from '@/actions/disputes';
import type { Words } from '@/actions/words';
import { ActionRow } from '@/components/action-row';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Range } from '@/components/dispute/range';
import { SumField } from '@/components/dispute/sum-field';
import { useToast } from '@/hooks/use-toast';
import { divide, SLIDER_STEPS, stepOf, sumAt } from '@/lib/division';
import { useTranslation } from '@/locales/i18n-provider';
import { leastNet, otherSide, type PartyDispute } from './dispute-state';
import { useStepToasts } from './use-step-toasts';

interface SealFormProps {
  dispute: PartyDispute;
  words: Words;
  onDone: () => void;
}

/** The least that one side settles for, entered in secret. */
export function SealForm({ dispute, words, onDone }: SealFormProps) {
  const { t } = useTranslation('dispute');
  const { t: common } = useTranslation();
  const toast = useToast();
  const toasts = useStepToasts();
  const seal = useMutation(sealSplitAction);
  const { held, viewerRole, sealed } = dispute;
  const heldBase = BigInt(held.amount);
  const [base, setBase] = useState(BigInt(sealed?.yours?.amount ?? heldBase / 2n));
  const [wrong, setWrong] = useState(false);
  const [asking, setAsking] = useState(false);
  const asset = words.assetOf(held.asset);
  const other = words.name(dispute[otherSide(viewerRole)].name);
  const money = (amount: bigint) => words.money({ amount: amount.toString(), asset: held.asset });
  const net = leastNet(
    viewerRole,
    base,
    (part) => divide(heldBase, heldBase - part, dispute.release).sellerGets,
  );
  const values = { amount: money(base), net: money(net), other };
  const move = (to: bigint) => {
    setWrong(false);
    setBase(to);
  };
  const submit = () => {
    const body = { least: { amount: base.toString(), asset: held.asset } };
    const outcome = toasts('', undefined, 'beside');
    seal.mutate(
      { disputeId: dispute.id, body },
      {
        onSuccess: ({ status }) => {
          toast.success(t(status === 'settled' ? 'toast.settled' : 'sealed.done'));
          onDone();
        },
        onError: outcome.onError,
      },
    );
  };
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 4,
        p: { xs: 4, sm: 5 },
        border: 1,
        borderColor: 'divider',
        borderRadius: 1.5,
      }}
    >
      <Typography variant="body2">{t(`sealed.ask.${viewerRole}`)}</Typography>
      <Range
        type="range"
        min={0}
        max={SLIDER_STEPS}
        step={1}
        value={stepOf(base, heldBase)}
        aria-label={t('sealed.label')}
        aria-valuetext={money(base)}
        onChange={({ target: { value } }) => {
          move(sumAt(Number(value), heldBase));
        }}
      />
      <Box sx={{ maxWidth: 320 }}>
        <SumField
          label={t('sealed.label')}
          asset={asset}
          valueBase={base}
          maxBase={heldBase}
          onChange={move}
          onProblem={setWrong}
        />
      </Box>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t(`sealed.net.${viewerRole}`, values)}
      </Typography>
      <ActionRow>
        <Button
          variant="contained"
          disabled={wrong}
          onClick={() => {
            setAsking(true);
          }}
        >
          {t('sealed.submit')}
        </Button>
        <Button variant="text" onClick={onDone}>
          {common('action.cancel')}
        </Button>
      </ActionRow>
      <ConfirmDialog
        open={asking}
        title={t('sealed.confirmTitle', values)}
        confirmLabel={t('sealed.confirm', values)}
        cancelLabel={common('action.back')}
        pending={seal.isPending}
        error={seal.error}
        onClose={() => {
          setAsking(false);
        }}
        onConfirm={submit}
      >
        <Typography>{t('sealed.confirmBody', values)}</Typography>
        <Typography variant="body2">{t(`sealed.net.${viewerRole}`, values)}</Typography>
      </ConfirmDialog>
    </Box>
  );
}
