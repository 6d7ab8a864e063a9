'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { assetLooksQuery } from '@/actions/asset-looks';
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
  const { t: sides } = useTranslation('paySides');
  const { status } = deposit;
  const { asset, confirmations } = payment;
  const { data: assets } = useQuery(assetLooksQuery());
  const { amount, asset: code } = deposit.money;
  const look = code === asset.code ? asset : assets?.find((known) => known.code === code);
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
        {look ? (
          <Money amountBase={amount} asset={look} />
        ) : (
          // A coin that nobody asked for: without its decimals the number would be a wrong one.
          <Box component="bdi" dir="ltr" sx={{ fontWeight: 550 }}>
            {code}
          </Box>
        )}
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
      {(status === 'quarantined' || status === 'owed' || status === 'dismissed') && (
        <Typography variant="body2" sx={{ color: 'text.secondary', textWrap: 'pretty' }}>
          {sides(`deposit.${status}`)}
        </Typography>
      )}
    </Box>
  );
}
