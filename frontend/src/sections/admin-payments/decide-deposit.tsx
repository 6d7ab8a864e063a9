'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import {
  resolveDepositAction,
  type DeskDeposit,
  type DeskPayment,
  type ResolutionOutcome,
} from '@/actions/payment-desk';
import { useStepUp } from '@/actions/step-up';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Facts } from '@/components/facts';
import { TextField } from '@/components/form';
import { Money, type AssetLook } from '@/components/money';
import { StepUpDialog } from '@/components/step-up-dialog';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';

const schema = z.object({ evidence: z.string().trim().min(10, 'field.tooShort|count=10').max(2000) });

interface DecideDepositProps {
  outcome: ResolutionOutcome;
  deposit: DeskDeposit;
  desk: DeskPayment;
  asset: AssetLook;
  onClose: () => void;
}

/** Amount and recipient once more, what follows, and what was looked at; then the password where it is wanted. */
export function DecideDeposit({ outcome, deposit, desk, asset, onClose }: DecideDepositProps) {
  const { t } = useTranslation('deskPayments');
  const toast = useToast();
  const stepUp = useStepUp();
  const decide = useMutation(resolveDepositAction);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { evidence: '' } });
  const names = { buyer: desk.buyer.name, seller: desk.seller.name };
  const send = form.handleSubmit(async ({ evidence }) => {
    try {
      const after = await stepUp.run(() => decide.mutateAsync({ depositId: deposit.id, outcome, evidence }));
      const isOpen = after.deposits.some(({ id, status }) => id === deposit.id && status === 'quarantined');
      toast.success(t(isOpen ? 'decide.noted' : 'decide.done'));
      onClose();
    } catch (error) {
      toast.error(error);
    }
  });
  return (
    <>
      <ConfirmDialog
        open={!stepUp.dialog.open}
        danger={outcome === 'dismiss'}
        title={t(`decide.${outcome}Title`)}
        confirmLabel={t(`decide.${outcome}`)}
        pending={decide.isPending}
        error={decide.error}
        onClose={onClose}
        onConfirm={() => void send()}
      >
        <Facts
          rows={[
            {
              label: t('decide.amount'),
              value: <Money amountBase={deposit.money.amount} asset={asset} />,
              strong: true,
            },
            { label: t('decide.to'), value: <bdi>{t(`decide.${outcome}To`, names)}</bdi>, strong: true },
          ]}
        />
        <Box>{t(`decide.${outcome}Body`, names)}</Box>
        <Box>{t('decide.two')}</Box>
        <TextField
          control={form.control}
          name="evidence"
          label={t('decide.evidence')}
          help={t('decide.evidenceHelp')}
          multiline
          minRows={3}
        />
      </ConfirmDialog>
      <StepUpDialog {...stepUp.dialog} />
    </>
  );
}
