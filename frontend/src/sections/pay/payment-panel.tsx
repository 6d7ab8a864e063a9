'use client';

import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { LoaderCircle } from 'lucide-react';
import type { Deal } from '@/actions/deal';
import { createPaymentAction, type Payment } from '@/actions/payment';
import { Button } from '@/components/button';
import { FormError } from '@/components/form-error';
import { Notice } from '@/components/notice';
import { useNow } from '@/hooks/use-now';
import { useTranslation } from '@/locales/i18n-provider';
import { standingOf } from './connected/transfer-mark';
import { useAsking, useTransferMark } from './connected/use-transfer-mark';
import { CreditCard } from './credit-card';
import { Decisions, Revalued } from './decisions';
import { Deposits } from './deposits';
import { GetCoin } from './get-coin';
import { asksForMoney, canChangeCoin, canRenew } from './pay-state';
import { SendCard } from './send-card';
import { SentCard } from './sent-card';
import { StatusCard } from './status-card';
import { WaysToPay } from './ways-to-pay';

interface PaymentPanelProps {
  deal: Deal;
  payment: Payment;
  onChange?: () => void;
  onRenewed?: (payment: Payment) => void;
}

/** One attempt to pay: what to send while something is to be sent, and always where the payment is. */
export function PaymentPanel({ deal, payment, onChange, onRenewed }: PaymentPanelProps) {
  const { t } = useTranslation('pay');
  const now = useNow(1000);
  const renew = useMutation(createPaymentAction);
  const mark = useTransferMark(payment.id);
  const asking = useAsking(payment.id);
  const standing = standingOf(mark, payment.deposits);
  const waits = onChange !== undefined && asksForMoney(payment, now);
  const sent = waits && (standing === 'sent' || (standing === 'open' && !asking)) ? mark : null;
  const asks = waits && sent === null;
  const preparing = payment.status === 'created' || (payment.status === 'pending' && !payment.address);
  const status = (
    <Box sx={{ display: 'grid', gap: 5, alignContent: 'start', minWidth: 0 }}>
      {asks && <WaysToPay payment={payment} />}
      {sent && <SentCard payment={payment} mark={sent} />}
      {!preparing && sent === null && (
        <StatusCard
          deal={deal}
          payment={payment}
          action={
            onRenewed &&
            canRenew(payment, now) && (
              <Button
                variant="contained"
                loading={renew.isPending}
                onClick={() => {
                  renew.mutate(
                    { requestId: deal.requestId, asset: payment.asset.code },
                    { onSuccess: onRenewed },
                  );
                }}
              >
                {t('status.renew')}
              </Button>
            )
          }
        />
      )}
      <Revalued payment={payment} />
      <Decisions deal={deal} payment={payment} />
      {sent === null && <CreditCard payment={payment} />}
      <FormError error={renew.error} />
      <Deposits payment={payment} />
    </Box>
  );
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 5,
        alignItems: 'start',
        gridTemplateColumns: asks ? { md: 'minmax(0, 7fr) minmax(0, 5fr)' } : 'minmax(0, 760px)',
      }}
    >
      {preparing && (
        <Notice tone="open" icon={LoaderCircle} role="status" title={t('send.preparing')}>
          {t('send.preparingBody')}
        </Notice>
      )}
      {asks && <SendCard payment={payment} />}
      {status}
      <Box sx={{ gridColumn: '1 / -1', display: 'grid', gap: 4, justifyItems: 'start' }}>
        {asks && <GetCoin asset={payment.asset} />}
        {onChange && sent === null && canChangeCoin(payment) && deal.contract.acceptedAssets.length > 1 && (
          <Button variant="text" onClick={onChange}>
            {t('choose.change')}
          </Button>
        )}
      </Box>
    </Box>
  );
}
