'use client';

import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useStepUp } from '@/actions/step-up';
import { decideReplacementAction, type AdminPayoutAddressReplacement } from '@/actions/wallets';
import { Address } from '@/components/address';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { TextField } from '@/components/form';
import { StepUpDialog } from '@/components/step-up-dialog';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';

export interface Decision {
  readonly row: AdminPayoutAddressReplacement;
  readonly verdict: 'approve' | 'refuse';
}

/** Approves or refuses a replacement, with words for the person it is about. */
export function DecideDialog({ decision, onClose }: { decision: Decision; onClose: () => void }) {
  const { row, verdict } = decision;
  const { t } = useTranslation('wallets');
  const toast = useToast();
  const stepUp = useStepUp();
  const decide = useMutation(decideReplacementAction);
  const form = useForm({ defaultValues: { note: '' } });
  return (
    <>
      <ConfirmDialog
        open={!stepUp.dialog.open}
        danger={verdict === 'refuse'}
        title={t(`desk.${verdict}Title`)}
        confirmLabel={t(`desk.${verdict}`)}
        pending={decide.isPending}
        error={decide.error}
        onClose={onClose}
        onConfirm={() => {
          const { note } = form.getValues();
          stepUp
            .run(() => decide.mutateAsync({ replacementId: row.id, verdict, note: note.trim() }))
            .then(() => {
              toast.success(t('desk.decided'));
              onClose();
            })
            .catch(toast.error);
        }}
      >
        <span>{t(`desk.${verdict}Body`)}</span>
        <Box sx={{ display: 'grid', gap: 1 }}>
          <bdi>{row.user.name}</bdi>
          <Address value={row.newAddress} />
          {row.reason && <bdi>{row.reason}</bdi>}
        </Box>
        <TextField control={form.control} name="note" label={t('desk.note')} optional multiline minRows={2} />
      </ConfirmDialog>
      <StepUpDialog {...stepUp.dialog} />
    </>
  );
}
