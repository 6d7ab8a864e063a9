'use client';

import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { Deal } from '@/actions/deal';
import { paymentQuery } from '@/actions/payment';
import type { Words } from '@/actions/words';
import { StatusChip } from '@/components/status-chip';
import { useTranslation } from '@/locales/i18n-provider';

const SIDES = ['underpaid', 'late', 'quarantined', 'reorged'] as const;

interface PaymentLineProps {
  deal: Deal;
  paymentId: string;
  words: Words;
}

/** How far the payment is, and what happens next when it is not what was asked for; nothing until then. */
export function PaymentLine({ deal, paymentId, words }: PaymentLineProps) {
  const { t } = useTranslation('deal');
  const { t: sides } = useTranslation('paySides');
  const { data: payment } = useQuery(paymentQuery(paymentId));
  if (!payment || payment.status === 'created' || payment.status === 'pending') return null;
  const { seen, required } = payment.confirmations;
  const counting = payment.status === 'detected' || payment.status === 'confirming';
  const side = SIDES.find((status) => status === payment.status);
  const values = {
    buyer: words.name(deal.buyer.name),
    seller: words.name(deal.seller.name),
    received: words.money(payment.received),
    expected: words.money(payment.expected),
  };
  const text = counting ? t('payment.confirmations', { seen, required }) : t('payment.received', values);
  return (
    <Box role="status" sx={{ mt: 4, display: 'grid', gap: 2, maxWidth: side ? '62ch' : 480 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 2 }}>
        <StatusChip kind="payment" status={payment.status} size="small" />
        <Typography variant="body2" className="tabular">
          {text}
        </Typography>
      </Box>
      {side && (
        <Typography variant="body2" sx={{ color: 'text.secondary', textWrap: 'pretty' }}>
          {deal.viewerRole === 'buyer'
            ? sides(`buyer.${side}`, values)
            : sides(`seller.${side}.body`, values)}
        </Typography>
      )}
      {counting && (
        <LinearProgress
          variant="determinate"
          value={required > 0 ? (100 * seen) / required : 0}
          aria-label={t('payment.label')}
        />
      )}
    </Box>
  );
}
