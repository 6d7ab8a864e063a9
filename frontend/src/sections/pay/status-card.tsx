'use client';

import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { Check } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import type { Deal } from '@/actions/deal';
import type { Payment } from '@/actions/payment';
import { LinkButton } from '@/components/button';
import { StatusChip } from '@/components/status-chip';
import { paths } from '@/config/paths';
import { useNow } from '@/hooks/use-now';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { showsSteps, stepsDone, toldStatus } from './pay-state';

interface StatusCardProps {
  deal: Deal;
  payment: Payment;
  action?: ReactNode;
}

/** Where the payment is, in words; it changes by itself. */
export function StatusCard({ deal, payment, action }: StatusCardProps) {
  const { t } = useTranslation('pay');
  const language = useLanguage();
  const format = useFormat();
  const headingId = useId();
  const status = toldStatus(payment, useNow(1000));
  if (status === 'created') return null;
  const { asset, confirmations } = payment;
  const amount = (base: string) => `\u2068${format.base(base, asset.decimals)} ${asset.symbol}\u2069`;
  const values = {
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
          {t(`status.${status}`, values)}
        </Typography>
        <Typography sx={{ color: 'text.secondary', textWrap: 'pretty' }}>
          {t(`status.${status}Body`, values)}
        </Typography>
      </Box>
      {moving && <Confirmations {...confirmations} />}
      {showsSteps(status) && <Steps done={stepsDone(status)} />}
      {status === 'completed' && (
        <LinkButton href={paths.deal(language, deal.requestId)} variant="contained" size="large">
          {t('status.toDeal')}
        </LinkButton>
      )}
      {status === 'refund_due' && (
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

const STEPS = ['sent', 'confirmed', 'escrow'] as const;

function Steps({ done }: { done: number }) {
  const { t } = useTranslation('pay');
  return (
    <Box
      component="ol"
      aria-label={t('steps.label')}
      sx={{
        m: 0,
        p: 0,
        pt: 4,
        listStyle: 'none',
        display: 'grid',
        gap: 3,
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      {STEPS.map((step, index) => {
        const isDone = index < done;
        const isNow = index === done;
        return (
          <Box
            component="li"
            key={step}
            aria-current={isNow ? 'step' : undefined}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 3,
              color: isDone || isNow ? 'text.primary' : 'text.secondary',
              fontWeight: isNow ? 620 : 450,
            }}
          >
            <Box
              aria-hidden
              sx={{
                display: 'grid',
                placeItems: 'center',
                flexShrink: 0,
                width: 24,
                height: 24,
                borderRadius: '50%',
                border: 2,
                borderColor: isDone || isNow ? 'primary.main' : 'divider',
                bgcolor: isDone ? 'primary.main' : 'transparent',
                color: isDone ? 'primary.contrastText' : 'text.secondary',
              }}
            >
              {isDone && <Check size={14} strokeWidth={3} />}
            </Box>
            {t(`steps.${step}`)}
          </Box>
        );
      })}
    </Box>
  );
}
