'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import type { Deposit, Payment } from '@/actions/payment';
import { Address } from '@/components/address';
import { Money } from '@/components/money';
import { RelativeTime } from '@/components/time-left';
import { useTranslation } from '@/locales/i18n-provider';

/** The transfers that were seen on the chain, each with its transaction. */
export function Deposits({ payment }: { payment: Payment }) {
  const { t } = useTranslation('pay');
  const headingId = useId();
  if (payment.deposits.length === 0) return null;
  return (
    <Box component="section" aria-labelledby={headingId}>
      <Typography id={headingId} variant="h4" component="h2" sx={{ mb: 3 }}>
        {t('deposits.heading')}
      </Typography>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 3 }}>
        {payment.deposits.map((deposit) => (
          <DepositRow key={deposit.id} deposit={deposit} payment={payment} />
        ))}
      </Box>
    </Box>
  );
}

function DepositRow({ deposit, payment }: { deposit: Deposit; payment: Payment }) {
  const { t } = useTranslation('pay');
  const { asset, confirmations } = payment;
  // What came in another coin is told in that coin's own units, which this page does not know.
  const look =
    deposit.money.asset === asset.code
      ? asset
      : { code: deposit.money.asset, symbol: deposit.money.asset, network: '', decimals: 0 };
  return (
    <Box
      component="li"
      data-testid="deposit"
      data-status={deposit.status}
      sx={{
        display: 'grid',
        gap: 1,
        p: 4,
        border: 1,
        borderColor: 'divider',
        borderRadius: 1.5,
        bgcolor: 'background.paper',
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: 4 }}>
        <Money amountBase={deposit.money.amount} asset={look} />
        <Box sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>
          {t(`deposits.${deposit.status}`, {
            seen: Math.min(deposit.confirmations, confirmations.required),
            required: confirmations.required,
          })}
        </Box>
      </Box>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          justifyContent: 'space-between',
          columnGap: 4,
          fontSize: '0.875rem',
          color: 'text.secondary',
        }}
      >
        <Address value={deposit.txid} href={deposit.explorerUrl} copyLabel={t('deposits.txid')} />
        <RelativeTime at={deposit.detectedAt} />
      </Box>
    </Box>
  );
}
