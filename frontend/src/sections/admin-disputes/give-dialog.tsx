'use client';

import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { Dispute } from '@/actions/disputes';
import { assignAction, mediatorsQuery, reassignAction } from '@/actions/mediation';
import type { Words } from '@/actions/words';
import { Button } from '@/components/button';
import { ChoiceCards } from '@/components/choice-cards';
import { TextArea } from '@/components/dispute/text-area';
import { ErrorState } from '@/components/error-state';
import { FormError } from '@/components/form-error';
import { ListSkeleton } from '@/components/skeletons';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';

const MIN_REASON = 5;

interface GiveDialogProps {
  dispute: Dispute;
  words: Words;
  open: boolean;
  onClose: () => void;
}

/** The case goes to somebody else: only who may have it is offered, with how much they have already. */
export default function GiveDialog({ dispute, words, open, onClose }: GiveDialogProps) {
  const { t } = useTranslation('adminDisputes');
  const { t: common } = useTranslation();
  const id = useId();
  const toast = useToast();
  const { data, error, refetch } = useQuery({ ...mediatorsQuery(dispute.id), enabled: open });
  const assign = useMutation(assignAction);
  const reassign = useMutation(reassignAction);
  const [to, setTo] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  // A case that nobody has is given without a reason.
  const again = dispute.mediator !== null;
  const { isPending, error: refused } = again ? reassign : assign;
  const ready = to !== null && (!again || reason.trim().length >= MIN_REASON);
  const submit = () => {
    if (to === null) return;
    const outcome = {
      onSuccess: () => {
        toast.success(t('give.done'));
        onClose();
      },
    };
    if (again) {
      const body = { mediatorId: to, reason: reason.trim() };
      reassign.mutate({ disputeId: dispute.id, body }, outcome);
    } else {
      assign.mutate({ disputeId: dispute.id, body: { mediatorId: to } }, outcome);
    }
  };
  return (
    <Dialog
      open={open}
      onClose={isPending ? undefined : onClose}
      aria-labelledby={id}
      maxWidth="sm"
      fullWidth
    >
      <DialogTitle id={id}>{t('give.title')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 5 }}>
        <FormError error={refused} />
        {data ? (
          data.length === 0 ? (
            t('give.nobody')
          ) : (
            <ChoiceCards
              label={t('give.title')}
              value={to}
              choices={data.map(({ mediator, openCases }) => ({
                value: mediator.id,
                title: <bdi>{words.name(mediator.name)}</bdi>,
                note: t('give.cases', { count: openCases }),
              }))}
              onChange={setTo}
            />
          )
        ) : error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <ListSkeleton count={2} height={64} label={t('loading')} />
        )}
        {again && (
          <TextArea
            label={t('give.reason')}
            help={t('give.reasonHelp')}
            rows={2}
            maxLength={1000}
            value={reason}
            onChange={setReason}
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={isPending}>
          {common('action.back')}
        </Button>
        <Button variant="contained" disabled={!ready} loading={isPending} onClick={submit}>
          {t('give.submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
