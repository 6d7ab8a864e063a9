'use client';

import type { Payment } from '@/actions/payment';
import { WalletStage } from '@/components/web3/wallet-stage';
import { WalletFlow } from './wallet-flow';

/** Paying from a wallet in this browser. */
export default function ConnectedWallet({ payment }: { payment: Payment }) {
  return <WalletStage>{(wallet) => <WalletFlow payment={payment} wallet={wallet} />}</WalletStage>;
}
