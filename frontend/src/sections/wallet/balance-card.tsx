'use client';

import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { Balance } from '@/actions/wallet';
import { Money } from '@/components/money';
import { useTranslation } from '@/locales/i18n-provider';
import { sumOf, withdrawableOf } from './sources';
import { useAssets } from './use-assets';

/** One asset: what can be withdrawn, large; then where the rest is. */
export function BalanceCard({ balance }: { balance: Balance }) {
  const { t } = useTranslation('wallet');
  const { lookOf } = useAssets();
  const asset = lookOf(balance.asset);
  const parts = withdrawableOf(balance);
  const rows: { label: string; amount: string }[] = [
    ...(parts.length > 1
      ? parts.map(({ source, amount }) => ({ label: t(`source.${source}`), amount }))
      : []),
    { label: t('creditReserved'), amount: balance.creditReserved.amount },
    { label: t('onItsWay'), amount: balance.payoutInflight.amount },
    { label: `${t('inEscrow')} · ${t('escrowSelling')}`, amount: balance.escrowSelling.amount },
    { label: `${t('inEscrow')} · ${t('escrowBuying')}`, amount: balance.escrowBuying.amount },
  ].filter(({ amount }) => amount !== '0');
  return (
    <Card sx={{ p: { xs: 5, sm: 6 }, display: 'grid', gap: 4, alignContent: 'start' }}>
      <Typography variant="body2" sx={{ color: 'text.secondary', fontWeight: 550 }}>
        {t('available')}
        {parts.length === 1 && parts[0] ? ` · ${t(`source.${parts[0].source}`)}` : ''}
      </Typography>
      <Box data-testid="wallet-available" data-asset={balance.asset}>
        <Money size="large" amountBase={sumOf(parts.map(({ amount }) => amount))} asset={asset} />
      </Box>
      {rows.length > 0 && (
        <Box
          component="dl"
          sx={{ m: 0, pt: 4, display: 'grid', gap: 2, borderTop: 1, borderColor: 'divider' }}
        >
          {rows.map(({ label, amount }) => (
            <Row key={label} label={label}>
              <Money amountBase={amount} asset={asset} />
            </Row>
          ))}
        </Box>
      )}
      {balance.buyerCredit.amount !== '0' && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('creditHint')}
        </Typography>
      )}
    </Card>
  );
}

/** A label and what it stands for, at both ends of a line. */
export function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        justifyContent: 'space-between',
        columnGap: 4,
        fontSize: '0.875rem',
      }}
    >
      <Box component="dt" sx={{ color: 'text.secondary' }}>
        {label}
      </Box>
      <Box component="dd" sx={{ m: 0, minWidth: 0 }}>
        {children}
      </Box>
    </Box>
  );
}
