'use client';

import type { Payment } from '@/actions/payment';
import { WalletStage } from '@/components/web3/wallet-stage';
import { useTranslation } from '@/locales/i18n-provider';
import { WalletFlow } from './wallet-flow';

/** Paying from a wallet in this browser. */
export default function ConnectedWallet({ payment }: { payment: Payment }) {
  const { t } = useTranslation('pay');
  return (
    <WalletStage none={t('wallet.noneBody')}>
      {(wallet) => <WalletFlow payment={payment} wallet={wallet} />}
    </WalletStage>
  );
}
