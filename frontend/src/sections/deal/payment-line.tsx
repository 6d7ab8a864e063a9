'use client';

import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { paymentQuery } from '@/actions/payment';
import { StatusChip } from '@/components/status-chip';
import { useTranslation } from '@/locales/i18n-provider';
import type { DealWords } from './use-deal-words';

/** How far the payment is, in one line; nothing until there is something to say. */
export function PaymentLine({ paymentId, words }: { paymentId: string; words: DealWords }) {
  const { t } = useTranslation('deal');
  const { data: payment } = useQuery(paymentQuery(paymentId));
  if (!payment || payment.status === 'created' || payment.status === 'pending') return null;
  const { seen, required } = payment.confirmations;
  const counting = payment.status === 'detected' || payment.status === 'confirming';
  const text = counting
    ? t('payment.confirmations', { seen, required })
    : t('payment.received', {
        received: words.money(payment.received),
        expected: words.money(payment.expected),
      });
  return (
    <Box role="status" sx={{ mt: 4, display: 'grid', gap: 2, maxWidth: 480 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 2 }}>
        <StatusChip kind="payment" status={payment.status} size="small" />
        <Typography variant="body2" className="tabular">
          {text}
        </Typography>
      </Box>
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
