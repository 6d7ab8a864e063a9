'use client';

import { CircleX } from 'lucide-react';
import { Notice } from '@/components/notice';
import { ApiError } from '@/lib/api-error';
import { FormError } from '@/components/form-error';
import { useTranslation } from '@/locales/i18n-provider';
import { walletProblem } from './wallet-problem';

interface WalletProblemNoticeProps {
  during: 'connect' | 'switch' | 'send' | 'sign';
  error: unknown;
}

/** What went wrong at the wallet, and whether money moved. */
export function WalletProblemNotice({ during, error }: WalletProblemNoticeProps) {
  const { t } = useTranslation('pay');
  if (!error) return null;
  if (error instanceof ApiError) return <FormError error={error} />;
  return (
    <Notice tone="danger" icon={CircleX} role="alert">
      {t(`wallet.problem.${wordsFor(during, error)}`)}
    </Notice>
  );
}

function wordsFor(during: WalletProblemNoticeProps['during'], error: unknown) {
  const problem = walletProblem(error);
  if (problem === 'busy') return 'busy';
  if (problem === 'expired' || problem === 'unreachable') return problem;
  if (during === 'connect') return problem === 'rejected' ? 'connectRejected' : 'connectOther';
  if (during === 'switch' && problem === 'notShared') return 'switchNotShared';
  if (during === 'switch') return problem === 'rejected' ? 'switchRejected' : 'switchOther';
  if (during === 'sign') return problem === 'rejected' ? 'signRejected' : 'signOther';
  if (problem === 'rejected' || problem === 'noFee' || problem === 'wrongNetwork') return problem;
  return 'open';
}
