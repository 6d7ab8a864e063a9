'use client';

import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import dynamic from 'next/dynamic';
import { useId, useState } from 'react';
import type { Payment } from '@/actions/payment';
import { Address } from '@/components/address';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { patiently } from '@/lib/patiently';
import { useTranslation } from '@/locales/i18n-provider';
import type { TransferMark } from './connected/transfer-mark';
import { markTransfer } from './connected/use-transfer-mark';
import { Steps } from './steps';
import { useAmount } from './use-amount';

const ReceiptWatch = dynamic(
  patiently(() => import('./connected/receipt-watch')),
  { ssr: false },
);

interface SentCardProps {
  payment: Payment;
  mark: TransferMark;
}

/** Instead of asking for money: a wallet has sent it, or may have, and a second transfer would be one too many. */
export function SentCard({ payment, mark }: SentCardProps) {
  const { t } = useTranslation('pay');
  const headingId = useId();
  const amount = useAmount(payment.asset);
  const isSent = mark.state === 'sent';
  const { explorerUrl } = payment.asset;
  return (
    <Card
      component="section"
      aria-labelledby={headingId}
      data-testid="transfer-sent"
      data-state={mark.state}
      sx={{ p: { xs: 5, sm: 6 }, display: 'grid', gap: 4 }}
    >
      <Box role="status" sx={{ display: 'grid', gap: 1.5 }}>
        <Typography id={headingId} variant="h3" component="h2">
          {t(isSent ? 'sent.title' : 'sent.openTitle')}
        </Typography>
        <Typography sx={{ color: 'text.secondary', textWrap: 'pretty' }}>
          {t(isSent ? 'sent.body' : 'sent.openBody', { amount: amount(mark.amount) })}
        </Typography>
      </Box>
      {mark.state === 'sent' && (
        <>
          <Box component="dl" sx={{ m: 0 }}>
            <Box component="dt" sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>
              {t('sent.txid')}
            </Box>
            <Box component="dd" data-testid="transfer-txid" data-txid={mark.txid} sx={{ m: 0 }}>
              <Address
                value={mark.txid}
                href={explorerUrl === null ? null : explorerUrl + mark.txid}
                copyLabel={t('deposits.txid')}
              />
            </Box>
          </Box>
          <Steps done={0} />
          <ReceiptWatch
            paymentId={payment.id}
            chainId={payment.asset.chainId}
            network={payment.asset.network}
            txid={mark.txid}
          />
        </>
      )}
      <TryAgain paymentId={payment.id} />
    </Card>
  );
}

/** The way out for a transfer that never left the wallet; asks first, since the page cannot know. */
function TryAgain({ paymentId }: { paymentId: string }) {
  const { t } = useTranslation('pay');
  const [asked, setAsked] = useState(false);
  return (
    <div>
      <Button
        size="small"
        onClick={() => {
          setAsked(true);
        }}
      >
        {t('sent.again')}
      </Button>
      <ConfirmDialog
        open={asked}
        danger
        title={t('sent.againTitle')}
        confirmLabel={t('sent.againConfirm')}
        onConfirm={() => {
          markTransfer(paymentId, { type: 'dismissed' });
        }}
        onClose={() => {
          setAsked(false);
        }}
      >
        {t('sent.againBody')}
      </ConfirmDialog>
    </div>
  );
}
