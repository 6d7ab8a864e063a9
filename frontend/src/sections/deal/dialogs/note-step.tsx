'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { useId } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { z } from 'zod';
import { proposeCancellationAction, proposeExtensionAction, requestChangesAction } from '@/actions/deal';
import { Button } from '@/components/button';
import { applyApiError, SelectField, TextField } from '@/components/form';
import { FormError } from '@/components/form-error';
import { useNow } from '@/hooks/use-now';
import { useTranslation } from '@/locales/i18n-provider';
import { focusOf, sumOf, withStatus } from '../deal-state';
import { useStepToasts } from '../use-step-toasts';
import type { StepDialogProps } from './step-dialog';

const DAYS = [1, 2, 3, 5, 7, 10, 14, 21, 30];
const DAY_MS = 24 * 60 * 60_000;

const optionalNote = z.object({
  note: z.string().trim().max(1000, 'field.tooLong|count=1000'),
  days: z.string(),
});
const changesNote = z.object({
  note: z.string().trim().min(5, 'field.tooShort|count=5').max(4000, 'field.tooLong|count=4000'),
  days: z.string(),
});

const KEYS = {
  requestChanges: 'changes',
  proposeExtension: 'extension',
  proposeCancel: 'cancellation',
} as const;

/** Steps that take a note, and a number of days where they set a date. */
export function NoteStep(props: StepDialogProps<keyof typeof KEYS>) {
  const { step, open, deal, part = null, words, onClose } = props;
  const { t } = useTranslation('deal');
  const { t: common } = useTranslation();
  const { t: ofPart } = useTranslation('milestones');
  const id = useId();
  const now = useNow(60_000);
  const toasts = useStepToasts();
  const changes = useMutation(requestChangesAction);
  const extension = useMutation(proposeExtensionAction);
  const cancellation = useMutation(proposeCancellationAction);
  const { isPending, error } = {
    requestChanges: changes,
    proposeExtension: extension,
    proposeCancel: cancellation,
  }[step];
  const form = useForm({
    resolver: zodResolver(step === 'requestChanges' ? changesNote : optionalNote),
    defaultValues: { note: '', days: '3' },
  });
  const days = Number(useWatch({ control: form.control, name: 'days' }));

  const { requestId, contract, viewerRole } = deal;
  const { milestones } = contract;
  const held = sumOf(milestones, 'held');
  const values = {
    buyer: words.name(deal.buyer.name),
    seller: words.name(deal.seller.name),
    amount: held ? words.money(held) : words.price(contract.price),
  };
  const key = KEYS[step];
  const target =
    (step === 'requestChanges' ? withStatus(milestones, 'delivered') : undefined) ?? focusOf(milestones);
  // From the present date, or from today where that has passed.
  const newDueAt = new Date(Math.max(now, target?.dueAt ? Date.parse(target.dueAt) : 0) + days * DAY_MS);

  const submit = ({ note }: { note: string }) => {
    if (!target) return;
    const outcome = toasts(t(`${key}.done`, values), onClose);
    const told = {
      ...outcome,
      onError: (failure: unknown) => {
        if (!applyApiError(form, failure)) outcome.onError(failure);
      },
    };
    const milestoneId = target.id;
    if (step === 'requestChanges') {
      changes.mutate({ requestId, body: { milestoneId, note, redeliveryDays: days } }, told);
    } else if (step === 'proposeExtension') {
      extension.mutate({ requestId, body: { milestoneId, note, newDueAt: newDueAt.toISOString() } }, told);
    } else {
      cancellation.mutate({ requestId, body: { milestoneId: part?.id ?? null, note } }, told);
    }
  };

  const side = viewerRole === 'buyer' ? 'cancellation.buyer' : 'cancellation.seller';
  const cancelsPart = key === 'cancellation' && part !== null;
  const body = cancelsPart
    ? ofPart(side, values)
    : key === 'cancellation'
      ? t(side, values)
      : t(`${key}.body`, values);
  return (
    <Dialog
      open={open}
      onClose={isPending ? undefined : onClose}
      aria-labelledby={id}
      maxWidth="sm"
      fullWidth
    >
      <form
        noValidate
        onSubmit={(event) => {
          void form.handleSubmit(submit)(event);
        }}
      >
        <DialogTitle id={id}>
          {cancelsPart ? ofPart('cancellation.title', { title: words.name(part.title) }) : t(`${key}.title`)}
        </DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 5 }}>
          {part && !cancelsPart && (
            <Typography sx={{ fontWeight: 580 }}>
              <bdi>{part.title}</bdi>
            </Typography>
          )}
          <Typography sx={{ color: 'text.secondary' }}>
            {body}
            {key === 'changes' && target && <> {t('changes.rounds', { count: target.changeRoundsLeft })}</>}
          </Typography>
          <FormError error={error} />
          {key !== 'cancellation' && (
            <SelectField
              control={form.control}
              name="days"
              label={t(`${key}.days`)}
              help={
                key === 'extension'
                  ? t('extension.newDate', { date: words.date(newDueAt.toISOString()) })
                  : undefined
              }
              options={DAYS.map((count) => ({ value: String(count), label: words.days(count) }))}
            />
          )}
          <TextField
            control={form.control}
            name="note"
            label={t(`${key}.note`)}
            help={key === 'changes' ? t('changes.noteHelp') : undefined}
            optional={key !== 'changes'}
            multiline
            minRows={4}
            maxRows={10}
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={isPending}>
            {common('action.back')}
          </Button>
          <Button type="submit" variant="contained" loading={isPending}>
            {t(`${key}.submit`, values)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
