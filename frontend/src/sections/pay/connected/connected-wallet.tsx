'use client';

import { useEffect, useState } from 'react';
import { useConnection, WagmiContext } from 'wagmi';
import { reconnect } from 'wagmi/actions';
import type { Payment } from '@/actions/payment';
import { walletConfig } from '@/components/web3/wallet-config';
import { WalletPicker } from '@/components/web3/wallet-picker';
import { useRuntimeConfig } from '@/hooks/use-runtime-config';
import { WalletFlow } from './wallet-flow';

/**
 * Paying from a wallet in this browser. Loaded when it is asked for: wagmi and viem come with it.
 *
 * The context is set by itself: `WagmiProvider` connects anew with each time it is drawn, and this page is drawn
 * anew with every second of its countdown.
 */
export default function ConnectedWallet({ payment }: { payment: Payment }) {
  const { chains } = useRuntimeConfig();
  const [config] = useState(() => walletConfig(chains));
  useEffect(() => {
    // A wallet that was connected before and still lets this site see its account.
    if (config.state.status === 'disconnected') void reconnect(config);
  }, [config]);
  return (
    <WagmiContext value={config}>
      <Wallet payment={payment} />
    </WagmiContext>
  );
}

function Wallet({ payment }: { payment: Payment }) {
  const connection = useConnection();
  return connection.status === 'connected' ? (
    <WalletFlow payment={payment} connection={connection} />
  ) : (
    <WalletPicker />
  );
}
