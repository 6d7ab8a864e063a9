'use client';

import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { PiggyBank } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import type { Deal } from '@/actions/deal';
import type { Payment } from '@/actions/payment';
import { LinkButton } from '@/components/button';
import { Notice } from '@/components/notice';
import { StatusChip } from '@/components/status-chip';
import { paths } from '@/config/paths';
import { useNow } from '@/hooks/use-now';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { excessOf, showsSteps, stepsDone, toldStatus } from './pay-state';
import { Steps } from './steps';
import { useAmount } from './use-amount';

interface StatusCardProps {
  deal: Deal;
  payment: Payment;
  action?: ReactNode;
}

/** Where the payment is, in words; it changes by itself. */
export function StatusCard({ deal, payment, action }: StatusCardProps) {
  const { t } = useTranslation('pay');
  const { t: sides } = useTranslation('paySides');
  const language = useLanguage();
  const headingId = useId();
  const amount = useAmount(payment.asset);
  const status = toldStatus(payment, useNow(1000));
  if (status === 'created') return null;
  const { confirmations } = payment;
  const excess = excessOf(payment);
  const isBuyer = deal.viewerRole === 'buyer';
  const values = {
    buyer: deal.buyer.name,
    seller: deal.seller.name,
    missing: amount(payment.missing.amount),
    received: amount(payment.received.amount),
    expected: amount(payment.expected.amount),
  };
  const moving = status === 'detected' || status === 'confirming';
  return (
    <Card
      component="section"
      aria-labelledby={headingId}
      sx={{ p: { xs: 5, sm: 6 }, display: 'grid', gap: 4 }}
    >
      <Typography
        id={headingId}
        variant="body2"
        component="h2"
        sx={{ color: 'text.secondary', fontWeight: 550 }}
      >
        {t('status.heading')}
      </Typography>
      <Box data-testid="payment-status" data-status={payment.status}>
        <StatusChip kind="payment" status={status} />
      </Box>
      <Box role="status" sx={{ display: 'grid', gap: 1.5 }}>
        <Typography variant="h4" component="p">
          {isBuyer ? t(`status.${status}`, values) : sides(`seller.${status}.title`, values)}
        </Typography>
        <Typography sx={{ color: 'text.secondary', textWrap: 'pretty' }}>
          {isBuyer ? t(`status.${status}Body`, values) : sides(`seller.${status}.body`, values)}
        </Typography>
      </Box>
      {moving && <Confirmations {...confirmations} />}
      {showsSteps(status) && <Steps done={stepsDone(status)} />}
      {isBuyer && excess !== null && (
        <Notice
          tone="open"
          icon={PiggyBank}
          title={t('status.excess', { excess: amount(excess) })}
          action={
            <LinkButton href={paths.wallet(language)} size="small">
              {t('status.toBalance')}
            </LinkButton>
          }
        >
          <span data-testid="pay-excess" data-base={excess}>
            {t('status.excessBody')}
          </span>
        </Notice>
      )}
      {status === 'completed' && (
        <LinkButton href={paths.deal(language, deal.requestId)} variant="contained" size="large">
          {t('status.toDeal')}
        </LinkButton>
      )}
      {isBuyer && status === 'refund_due' && (
        <LinkButton href={paths.wallet(language)} variant="contained">
          {t('status.toBalance')}
        </LinkButton>
      )}
      {action}
    </Card>
  );
}

function Confirmations({ seen, required }: Payment['confirmations']) {
  const { t } = useTranslation('pay');
  const label = t('status.confirmations', { seen, required });
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Box
        role="progressbar"
        aria-valuemin={0}
        aria-valuemax={required}
        aria-valuenow={Math.min(seen, required)}
        aria-label={label}
        sx={{ height: 8, borderRadius: 999, bgcolor: 'surface.sunken', overflow: 'hidden' }}
      >
        <Box
          sx={{
            height: '100%',
            borderRadius: 999,
            bgcolor: 'primary.main',
            transition: 'width 400ms',
          }}
          style={{ width: `${required > 0 ? Math.min(100, (seen * 100) / required) : 0}%` }}
        />
      </Box>
      <Box
        className="tabular"
        data-testid="confirmations"
        sx={{ fontSize: '0.875rem', color: 'text.secondary' }}
      >
        {label}
      </Box>
    </Box>
  );
}
