'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { offerSplitAction } from '@/actions/disputes';
import type { Words } from '@/actions/words';
import { ActionRow } from '@/components/action-row';
import { Button } from '@/components/button';
import { SplitInput } from '@/components/dispute/split-input';
import { TextArea } from '@/components/dispute/text-area';
import { FormError } from '@/components/form-error';
import { useTranslation } from '@/locales/i18n-provider';
import { otherSide, type PartyDispute } from './dispute-state';
import { useStepToasts } from './use-step-toasts';

interface OfferFormProps {
  dispute: PartyDispute;
  words: Words;
  /** What the buyer gets back to begin with. */
  startBase: bigint;
  onDone: () => void;
}

/** A split to offer: who gets what to the last unit, with the fee in sight. */
export function OfferForm({ dispute, words, startBase, onDone }: OfferFormProps) {
  const { t } = useTranslation('dispute');
  const { t: common } = useTranslation();
  const id = useId();
  const toasts = useStepToasts();
  const offer = useMutation(offerSplitAction);
  const [base, setBase] = useState(startBase);
  const [wrong, setWrong] = useState(false);
  const [note, setNote] = useState('');
  const { held, viewerRole } = dispute;
  const other = words.name(dispute[otherSide(viewerRole)].name);
  const submit = () => {
    const body = { buyerGets: { amount: base.toString(), asset: held.asset }, note: note.trim() };
    offer.mutate({ disputeId: dispute.id, body }, toasts(t('offers.done', { other }), onDone, 'beside'));
  };
  return (
    <Box
      component="form"
      aria-labelledby={id}
      onSubmit={(event: React.SubmitEvent<HTMLFormElement>) => {
        event.preventDefault();
        submit();
      }}
      sx={{
        display: 'grid',
        gap: 5,
        p: { xs: 4, sm: 5 },
        border: 1,
        borderColor: 'divider',
        borderRadius: 1.5,
      }}
    >
      <Typography id={id} variant="subtitle1" component="h3" sx={{ fontWeight: 620 }}>
        {t('offers.new')}
      </Typography>
      <FormError error={offer.error} />
      <SplitInput
        heldBase={BigInt(held.amount)}
        buyerGetsBase={base}
        release={dispute.release}
        asset={words.assetOf(held.asset)}
        names={words.names(dispute)}
        viewer={viewerRole}
        disabled={offer.isPending}
        onChange={setBase}
        onProblem={setWrong}
      />
      <TextArea label={t('offers.note')} optional rows={3} maxLength={1000} value={note} onChange={setNote} />
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('offers.binding', { other })}
      </Typography>
      <ActionRow>
        <Button type="submit" variant="contained" disabled={wrong} loading={offer.isPending}>
          {t('offers.submit', { other })}
        </Button>
        <Button variant="text" disabled={offer.isPending} onClick={onDone}>
          {common('action.cancel')}
        </Button>
      </ActionRow>
    </Box>
  );
}
