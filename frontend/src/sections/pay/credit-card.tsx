'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { PiggyBank } from 'lucide-react';
import { useState } from 'react';
import { spendCreditAction, type Payment } from '@/actions/payment';
import { balancesQuery } from '@/actions/wallet';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Notice } from '@/components/notice';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';
import { usableCredit } from './pay-state';
import { useAmount } from './use-amount';

/** The buyer's credit in this coin: to use for the payment, or set aside for it already. */
export function CreditCard({ payment }: { payment: Payment }) {
  const { t } = useTranslation('paySides');
  const toast = useToast();
  const amount = useAmount(payment.asset);
  const [asking, setAsking] = useState(false);
  const { data: balances } = useQuery(balancesQuery());
  const use = useMutation(spendCreditAction);
  const { code } = payment.asset;
  const { requestId, credit, missing } = payment;
  const balance = balances?.find(({ asset }) => asset === code)?.buyerCredit.amount ?? '0';
  const usable = usableCredit(balance, missing.amount);
  const set = (amountBase: bigint, text: string) => {
    use.mutate(
      { requestId, credit: { amount: amountBase.toString(), asset: code } },
      {
        onSuccess: () => {
          toast.success(text);
          setAsking(false);
        },
        onError: toast.error,
      },
    );
  };
  if (!payment.abilities.includes('useCredit')) return null;
  const total = usable + BigInt(credit.amount);
  const isAll = usable > 0n && usable === BigInt(missing.amount);
  return (
    <>
      {credit.amount !== '0' && (
        <Notice
          tone="open"
          icon={PiggyBank}
          title={t('creditUsed', { amount: amount(credit.amount) })}
          action={
            <Button
              size="small"
              loading={use.isPending}
              onClick={() => {
                set(0n, t('creditRemoved'));
              }}
            >
              {t('creditRemove')}
            </Button>
          }
        >
          {t('creditUsedBody')}
        </Notice>
      )}
      {usable > 0n && (
        <Notice
          tone="open"
          icon={PiggyBank}
          title={t('creditTitle', { amount: amount(balance) })}
          action={
            <Button
              size="small"
              loading={use.isPending}
              onClick={() => {
                if (isAll) setAsking(true);
                else set(total, t('creditDone'));
              }}
            >
              {t('creditUse', { amount: amount(usable.toString()) })}
            </Button>
          }
        >
          {t('creditBody')}
        </Notice>
      )}
      <ConfirmDialog
        open={asking}
        title={t('creditPayTitle', { amount: amount(total.toString()) })}
        confirmLabel={t('creditUse', { amount: amount(usable.toString()) })}
        pending={use.isPending}
        onConfirm={() => {
          set(total, t('creditPaid'));
        }}
        onClose={() => {
          setAsking(false);
        }}
      >
        {t('creditPayBody')}
      </ConfirmDialog>
    </>
  );
}
