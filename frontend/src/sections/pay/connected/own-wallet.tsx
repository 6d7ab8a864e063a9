'use client';

import Box from '@mui/material/Box';
import { useMutation, useQuery } from '@tanstack/react-query';
import { BadgeCheck } from 'lucide-react';
import { useConfig } from 'wagmi';
import { signMessage } from 'wagmi/actions';
import type { Address } from 'viem';
import { proveWalletAction, walletsQuery } from '@/actions/wallets';
import { Button } from '@/components/button';
import { WalletProblemNotice } from '@/components/web3/wallet-problem-notice';
import { useTranslation } from '@/locales/i18n-provider';

/** Whether the connected wallet is proven as the person's, and the way to do that. Paying does not need it. */
export function OwnWallet({ account, chainId }: { account: Address; chainId: number }) {
  const { t } = useTranslation('wallets');
  const config = useConfig();
  const wallets = useQuery(walletsQuery());
  const prove = useMutation(proveWalletAction);
  if (!wallets.data) return null;
  const isOwn = wallets.data.some(({ address }) => address.toLowerCase() === account.toLowerCase());
  if (isOwn) {
    return (
      <Box
        data-testid="wallet-proven"
        sx={{ display: 'flex', alignItems: 'center', gap: 2, fontSize: '0.875rem', color: 'text.secondary' }}
      >
        <BadgeCheck size={16} aria-hidden />
        {t('pay.proven')}
      </Box>
    );
  }
  const signer = {
    address: account,
    chainId,
    signText: (message: string) => signMessage(config, { account, message }),
    // Proving a wallet signs a text only.
    signTyped: () => Promise.reject(new RangeError('nothing typed is signed here')),
  };
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 3, rowGap: 1 }}>
        <Box sx={{ flex: '1 1 180px', fontSize: '0.875rem', color: 'text.secondary' }}>{t('pay.offer')}</Box>
        <Button
          size="small"
          variant="text"
          loading={prove.isPending}
          data-testid="prove-wallet"
          onClick={() => {
            prove.mutate({ signer, chainId });
          }}
        >
          {t('pay.prove')}
        </Button>
      </Box>
      <WalletProblemNotice during="sign" error={prove.error} />
    </Box>
  );
}
