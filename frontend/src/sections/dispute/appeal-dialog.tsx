'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { useId } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { appealAction } from '@/actions/disputes';
import { Button } from '@/components/button';
import { applyApiError, TextField } from '@/components/form';
import { FormError } from '@/components/form-error';
import { useTranslation } from '@/locales/i18n-provider';
import type { PartyDispute } from './dispute-state';
import { useStepToasts } from './use-step-toasts';

const schema = z.object({
  reasons: z.string().trim().min(20, 'field.tooShort|count=20').max(4000, 'field.tooLong|count=4000'),
});

/** The one appeal: why, for the mediator who decides it and the other party. */
export default function AppealDialog(props: { dispute: PartyDispute; open: boolean; onClose: () => void }) {
  const { dispute, open, onClose } = props;
  const { t } = useTranslation('dispute');
  const { t: common } = useTranslation();
  const id = useId();
  const toasts = useStepToasts();
  const appeal = useMutation(appealAction);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { reasons: '' } });
  const submit = (body: z.output<typeof schema>) => {
    const outcome = toasts(t('appeal.done'), onClose, 'beside');
    appeal.mutate(
      { disputeId: dispute.id, body },
      {
        ...outcome,
        onError: (error) => {
          if (!applyApiError(form, error)) outcome.onError(error);
        },
      },
    );
  };
  return (
    <Dialog
      open={open}
      onClose={appeal.isPending ? undefined : onClose}
      aria-labelledby={id}
      maxWidth="sm"
      fullWidth
      slotProps={{
        transition: {
          // What was written stays for the next time; what was wrong with it does not.
          onExited: () => {
            form.clearErrors();
            appeal.reset();
          },
        },
      }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          void form.handleSubmit(submit)(event);
        }}
      >
        <DialogTitle id={id}>{t('appeal.title')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 5 }}>
          <Typography sx={{ color: 'text.secondary' }}>{t('appeal.body')}</Typography>
          <FormError error={appeal.error} />
          <TextField
            control={form.control}
            name="reasons"
            label={t('appeal.reasons')}
            help={t('appeal.reasonsHelp')}
            multiline
            minRows={5}
            maxRows={12}
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={appeal.isPending}>
            {common('action.back')}
          </Button>
          <Button type="submit" variant="contained" loading={appeal.isPending}>
            {t('appeal.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
