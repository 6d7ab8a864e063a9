'use client';

import { CircleX } from 'lucide-react';
import { Notice } from '@/components/notice';
import { WalletProblemNotice } from '@/components/web3/wallet-problem-notice';
import { useTranslation } from '@/locales/i18n-provider';
import { AskedElsewhere, PaymentChanged } from './send-transfer';
import { TransferAlreadyAsked } from './transfer-mark';

/** Why nothing was sent, by our own rules or by the wallet. */
export function SendProblemNotice({ error }: { error: unknown }) {
  const { t } = useTranslation('pay');
  const isElsewhere = error instanceof AskedElsewhere || error instanceof TransferAlreadyAsked;
  if (!isElsewhere && !(error instanceof PaymentChanged)) {
    return <WalletProblemNotice during="send" error={error} />;
  }
  return (
    <Notice tone="danger" icon={CircleX} role="alert">
      {t(isElsewhere ? 'wallet.problem.elsewhere' : 'wallet.problem.changed')}
    </Notice>
  );
}
