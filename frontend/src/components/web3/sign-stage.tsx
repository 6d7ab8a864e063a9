'use client';

import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import type { TypedDataDefinition } from 'viem';
import { useConfig } from 'wagmi';
import { signMessage, signTypedData } from 'wagmi/actions';
import type { WalletSigner } from '@/lib/wallet-signer';
import { useTranslation } from '@/locales/i18n-provider';
import { Address } from '../address';
import { Button } from '../button';
import { Notice } from '../notice';
import { WalletProblemNotice } from './wallet-problem-notice';
import { OtherNetwork, WalletAccount, WalletStage, type ConnectedWallet } from './wallet-stage';

export interface SignStageProps {
  /** The wallet that has to sign; any one where it is null. */
  wanted: string | null;
  /** The network it has to be on; none in particular where it is null. */
  chainId: number | null;
  /** Says what the signature does. */
  label: string;
  onSign: (signer: WalletSigner) => Promise<void>;
}

/** From a wallet of this browser to its signature: connect it, be it the right one and on the right network, sign. */
export function SignStage(props: SignStageProps) {
  const { t } = useTranslation('wallets');
  return (
    <WalletStage none={t('stage.none')}>{(wallet) => <Signing {...props} wallet={wallet} />}</WalletStage>
  );
}

function Signing({ wanted, chainId, label, onSign, wallet }: SignStageProps & { wallet: ConnectedWallet }) {
  const { t } = useTranslation('pay');
  const { t: wallets } = useTranslation('wallets');
  const config = useConfig();
  const { address: account } = wallet;
  const sign = useMutation({
    mutationFn: () =>
      onSign({
        address: account,
        chainId: wallet.chainId,
        signText: (message) => signMessage(config, { account, message }),
        signTyped: (data) => signTypedData(config, { account, ...(data as unknown as TypedDataDefinition) }),
      }),
  });
  const isOther = wanted !== null && wanted.toLowerCase() !== account.toLowerCase();
  return (
    <Box data-testid="sign-stage" sx={{ display: 'grid', gap: 4 }}>
      <WalletAccount wallet={wallet} disabled={sign.isPending} />
      {isOther ? (
        <Notice tone="waiting" icon={TriangleAlert} role="status" title={wallets('stage.other')}>
          <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 1 }}>
            {wallets('stage.otherBody')} <Address value={wanted} />
          </Box>
        </Notice>
      ) : chainId !== null && wallet.chainId !== chainId ? (
        <OtherNetwork chainId={chainId} why={(network) => wallets('stage.network', { network })} />
      ) : (
        <Button
          variant="contained"
          fullWidth
          loading={sign.isPending}
          data-testid="wallet-sign"
          onClick={() => {
            sign.mutate();
          }}
        >
          {sign.isPending ? t('wallet.waiting') : label}
        </Button>
      )}
      {!sign.isPending && <WalletProblemNotice during="sign" error={sign.error} />}
    </Box>
  );
}
