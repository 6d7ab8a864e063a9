'use client';

import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { Check, Copy, TriangleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import type { Payment } from '@/actions/payment';
import { NetworkIcon } from '@/components/asset-icon';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { TimeLeft } from '@/components/time-left';
import { useCopy } from '@/hooks/use-copy';
import { useNow } from '@/hooks/use-now';
import { useToast } from '@/hooks/use-toast';
import { toDecimal } from '@/locales/format';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { isLockOver } from './pay-state';
import { QrPanel } from './qr-panel';

/** Exactly what is to be sent, where, and on which network. */
export function SendCard({ payment }: { payment: Payment }) {
  const { t } = useTranslation('pay');
  const headingId = useId();
  const { asset, address, missing } = payment;
  const { symbol, network } = asset;
  const amount = toDecimal(missing.amount, asset.decimals);
  const topUp = payment.status === 'underpaid';
  return (
    <Card
      component="section"
      aria-labelledby={headingId}
      sx={{ p: { xs: 5, sm: 6 }, display: 'grid', gap: 5 }}
    >
      <Typography id={headingId} variant="h3" component="h2">
        {t(topUp ? 'send.topUpHeading' : 'send.heading')}
      </Typography>
      <Box
        sx={{
          display: 'grid',
          gap: 6,
          alignItems: 'start',
          gridTemplateColumns: { sm: 'auto minmax(0, 1fr)' },
        }}
      >
        {address && <QrPanel address={address} paymentUri={payment.paymentUri} />}
        <Box sx={{ display: 'grid', gap: 5, minWidth: 0, order: { xs: -1, sm: 0 } }}>
          <Box component="dl" sx={{ m: 0, display: 'grid', gap: 5, minWidth: 0 }}>
            <CopyRow
              label={t('send.amount')}
              copyLabel={t('send.copyAmount')}
              text={amount}
              note={t('send.amountNote')}
            >
              <Typography variant="money" component="bdi" dir="ltr" sx={{ overflowWrap: 'anywhere' }}>
                <span data-testid="pay-amount" data-base={missing.amount}>
                  {amount}
                </span>{' '}
                <Box component="span" sx={{ fontSize: '0.62em', fontWeight: 550, color: 'text.secondary' }}>
                  {symbol}
                </Box>
              </Typography>
            </CopyRow>
            {address && (
              <CopyRow label={t('send.address')} copyLabel={t('send.copyAddress')} text={address}>
                <Box
                  component="bdi"
                  dir="ltr"
                  data-testid="pay-address"
                  sx={{ typography: 'mono', overflowWrap: 'anywhere', userSelect: 'all', lineHeight: 1.6 }}
                >
                  {address}
                </Box>
              </CopyRow>
            )}
            <div>
              <Label>{t('send.network')}</Label>
              <Box
                component="dd"
                sx={{ m: 0, display: 'flex', alignItems: 'center', gap: 2, fontWeight: 580 }}
              >
                <NetworkIcon network={network} />
                <span data-testid="pay-network">{network}</span>
              </Box>
            </div>
          </Box>
          <PriceRow payment={payment} />
        </Box>
      </Box>
      <Notice tone="waiting" icon={TriangleAlert} title={t('send.wrongNetwork', { symbol, network })}>
        {t('send.wrongNetworkBody')}
      </Notice>
    </Card>
  );
}

/** How long this amount is right, and when the deal stops waiting. */
function PriceRow({ payment }: { payment: Payment }) {
  const { t } = useTranslation('pay');
  const format = useFormat();
  const now = useNow(1000);
  const { asset, rate, rateLockedUntilAt, payBefore } = payment;
  return (
    <Box
      component="dl"
      sx={{ m: 0, display: 'grid', gap: 4, gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))' }}
    >
      <div>
        <Label>{t('send.lock')}</Label>
        <Box component="dd" sx={{ m: 0 }} data-testid="price-lock">
          {asset.stable ? (
            t('send.stableRate', { symbol: asset.symbol })
          ) : (
            <>
              {isLockOver(payment, now) ? (
                t('send.lockOver')
              ) : (
                <TimeLeft at={rateLockedUntilAt} yours showIcon />
              )}
              <Box sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>
                {t('send.rate', {
                  symbol: asset.symbol,
                  price: format.number(rate, { style: 'currency', currency: 'USD' }),
                })}
              </Box>
            </>
          )}
        </Box>
      </div>
      {payBefore && (
        <div>
          <Label>{t('send.payBy')}</Label>
          <Box component="dd" sx={{ m: 0 }}>
            <TimeLeft at={payBefore} yours showIcon />
          </Box>
        </div>
      )}
    </Box>
  );
}

function Label({ children }: { children: ReactNode }) {
  return (
    <Box component="dt" sx={{ mb: 1, fontSize: '0.875rem', color: 'text.secondary' }}>
      {children}
    </Box>
  );
}

interface CopyRowProps {
  label: string;
  copyLabel: string;
  text: string;
  note?: string;
  children: ReactNode;
}

function CopyRow({ label, copyLabel, text, note, children }: CopyRowProps) {
  const { t } = useTranslation('common');
  const toast = useToast();
  const { copied, copy } = useCopy();
  return (
    <div>
      <Label>{label}</Label>
      <Box component="dd" sx={{ m: 0, display: 'grid', gap: 2, justifyItems: 'start' }}>
        {children}
        <Button
          size="small"
          startIcon={copied ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
          onClick={() => {
            copy(text).catch(toast.error);
          }}
        >
          {copied ? t('action.copied') : copyLabel}
        </Button>
        <span role="status" className="visually-hidden">
          {copied ? t('action.copied') : ''}
        </span>
        {note && <Box sx={{ fontSize: '0.875rem', color: 'text.secondary', textWrap: 'pretty' }}>{note}</Box>}
      </Box>
    </div>
  );
}
