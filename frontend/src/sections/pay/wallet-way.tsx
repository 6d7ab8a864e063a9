'use client';

import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { CircleX, Wallet } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useId, useState } from 'react';
import type { Payment } from '@/actions/payment';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { Skeleton } from '@/components/skeleton';
import { useRuntimeConfig } from '@/hooks/use-runtime-config';
import { patiently } from '@/lib/patiently';
import { useTranslation } from '@/locales/i18n-provider';
import { standingOf } from './connected/transfer-mark';
import { useTransferMark } from './connected/use-transfer-mark';

const ConnectedWallet = dynamic(
  patiently(() => import('./connected/connected-wallet')),
  {
    ssr: false,
    loading: () => <LookingForWallets />,
  },
);

/** Paying from a wallet in this browser or on a phone: for tokens on the networks this site can read. */
export function WalletWay({ payment }: { payment: Payment }) {
  const { t } = useTranslation('pay');
  const { chains, walletConnect } = useRuntimeConfig();
  const headingId = useId();
  const [opened, setOpened] = useState(false);
  const mark = useTransferMark(payment.id);
  const { asset } = payment;
  if (asset.contract === null || !chains.some(({ id }) => id === asset.chainId)) return null;
  const failed = standingOf(mark, payment.deposits) === 'failed';
  return (
    <Card
      component="section"
      aria-labelledby={headingId}
      sx={{ p: { xs: 5, sm: 6 }, display: 'grid', gap: 4 }}
    >
      <div>
        <Typography id={headingId} variant="h4" component="h2">
          {t(walletConnect ? 'ways.walletOrPhone' : 'ways.wallet')}
        </Typography>
        <Typography sx={{ mt: 1, color: 'text.secondary', textWrap: 'pretty' }}>
          {t(walletConnect ? 'ways.walletOrPhoneBody' : 'ways.walletBody')}
        </Typography>
      </div>
      {failed && (
        <Notice tone="danger" icon={CircleX} role="status">
          {t('wallet.failed')}
        </Notice>
      )}
      {opened ? (
        <ConnectedWallet payment={payment} />
      ) : (
        <Button
          variant="contained"
          fullWidth
          startIcon={<Wallet size={18} aria-hidden />}
          data-testid="wallet-open"
          onClick={() => {
            setOpened(true);
          }}
        >
          {t('ways.walletOpen')}
        </Button>
      )}
    </Card>
  );
}

function LookingForWallets() {
  const { t } = useTranslation('pay');
  return (
    <Box role="status" aria-label={t('ways.loading')}>
      <Skeleton height={40} width="100%" />
    </Box>
  );
}
