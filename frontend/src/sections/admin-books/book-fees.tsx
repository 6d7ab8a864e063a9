'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { bookSweepFeesAction } from '@/actions/books';
import { useStepUp } from '@/actions/step-up';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { TextField } from '@/components/form';
import { StepUpDialog } from '@/components/step-up-dialog';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';
import { useMoney } from './use-money';

const schema = z.object({ note: z.string().trim().min(1, 'field.required').max(200) });

interface BookFeesProps {
  reconciliationId: string;
  amount: { amount: string; asset: string };
  /** More had been booked than was burnt. */
  isReturn: boolean;
  onClose: () => void;
}

/** Books what a comparison found of network fees, with what was looked at, and compares again. */
export function BookFees({ reconciliationId, amount, isReturn, onClose }: BookFeesProps) {
  const { t } = useTranslation('adminBooks');
  const toast = useToast();
  const money = useMoney();
  const stepUp = useStepUp();
  const book = useMutation(bookSweepFeesAction);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { note: '' } });
  const step = isReturn ? 'takeBack' : 'book';
  const send = form.handleSubmit(async ({ note }) => {
    const { asset } = amount;
    try {
      await stepUp.run(() => book.mutateAsync({ reconciliationId, asset, note }));
      toast.success(t('reconciliation.fees.done'));
      onClose();
    } catch (error) {
      toast.error(error);
    }
  });
  return (
    <>
      <ConfirmDialog
        open={!stepUp.dialog.open}
        title={t(`reconciliation.fees.${step}Title`, { amount: money.apart(amount) })}
        confirmLabel={t(`reconciliation.fees.${step}`)}
        pending={book.isPending}
        error={book.error}
        onClose={onClose}
        onConfirm={() => void send()}
      >
        <Box>{t(`reconciliation.fees.${step}Body`)}</Box>
        <TextField
          control={form.control}
          name="note"
          label={t('reconciliation.fees.note')}
          help={t('reconciliation.fees.noteHelp')}
          autoComplete="off"
        />
      </ConfirmDialog>
      <StepUpDialog {...stepUp.dialog} />
    </>
  );
}
