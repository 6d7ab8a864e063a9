'use client';

import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { CircleX, WifiOff } from 'lucide-react';
import { getAddress } from 'viem';
import { useConfig } from 'wagmi';
import type { Payment } from '@/actions/payment';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { Skeleton } from '@/components/skeleton';
import { OtherNetwork, WalletAccount, type ConnectedWallet } from '@/components/web3/wallet-stage';
import { useTranslation } from '@/locales/i18n-provider';
import { useAmount } from '../use-amount';
import { checkTransfer } from './check-transfer';
import { OwnWallet } from './own-wallet';
import { SendProblemNotice } from './send-problem-notice';
import { useSendTransfer } from './use-send-transfer';
import { useAsking } from './use-transfer-mark';
import { maySend, walletStep, type TransferCheck, type WalletStep } from './wallet-step';

const LOOK_AGAIN_MS = 10_000;

interface WalletFlowProps {
  payment: Payment;
  wallet: ConnectedWallet;
}

/** From a connected wallet to a transfer that is sent. */
export function WalletFlow({ payment, wallet }: WalletFlowProps) {
  const { t } = useTranslation('pay');
  const { asset, missing } = payment;
  const config = useConfig();
  const asking = useAsking(payment.id);
  const send = useSendTransfer(wallet.address);
  const onNetwork = wallet.chainId === asset.chainId;
  const check = useTransferCheck(payment, wallet, onNetwork && !asking);
  const step = walletStep({
    wantedChainId: asset.chainId,
    amount: BigInt(missing.amount),
    connection: wallet,
    check: check.data ?? (check.error ? 'unread' : null),
    asking,
  });
  const chain = config.chains.find(({ id }) => id === asset.chainId);
  return (
    <Box data-testid="wallet-flow" data-step={step} sx={{ display: 'grid', gap: 4 }}>
      <WalletAccount wallet={wallet} disabled={asking} />
      {step === 'wrongNetwork' ? (
        <OtherNetwork chainId={asset.chainId} why={(network) => t('wallet.wrongNetworkBody', { network })} />
      ) : (
        <>
          <Balance payment={payment} check={check.data} pending={step === 'checking'} />
          <StepNotice
            step={step}
            payment={payment}
            check={check.data}
            coin={chain?.nativeCurrency ?? { symbol: '', decimals: 18 }}
          />
          <SendButton
            payment={payment}
            step={step}
            onSend={() => {
              send.mutate(payment);
            }}
          />
          {!asking && <SendProblemNotice error={send.error} />}
          {!asking && <OwnWallet account={wallet.address} chainId={asset.chainId} />}
        </>
      )}
    </Box>
  );
}

function useTransferCheck(payment: Payment, { address: from }: ConnectedWallet, enabled: boolean) {
  const config = useConfig();
  const { asset, address, missing } = payment;
  const transfer = {
    chainId: asset.chainId,
    from,
    token: getAddress(asset.contract ?? ''),
    to: getAddress(address ?? ''),
    amount: BigInt(missing.amount),
  };
  return useQuery({
    queryKey: ['transferCheck', { ...transfer, amount: missing.amount }],
    queryFn: () => checkTransfer(config, transfer),
    enabled,
    staleTime: 0,
    retry: 1,
    refetchInterval: LOOK_AGAIN_MS,
  });
}

interface BalanceProps {
  payment: Payment;
  check: TransferCheck | undefined;
  pending: boolean;
}

function Balance({ payment, check, pending }: BalanceProps) {
  const { t } = useTranslation('pay');
  const amount = useAmount(payment.asset);
  if (pending) return <Skeleton height={22} width={180} />;
  if (!check) return null;
  return (
    <Box data-testid="wallet-balance" sx={{ color: 'text.secondary' }}>
      {t('wallet.balance', { amount: amount(check.token.toString()) })}
    </Box>
  );
}

interface StepNoticeProps {
  step: WalletStep;
  payment: Payment;
  check: TransferCheck | undefined;
  coin: { symbol: string; decimals: number };
}

/** Why nothing can be sent yet, where that is so. */
function StepNotice({ step, payment, check, coin }: StepNoticeProps) {
  const { t } = useTranslation('pay');
  const tokens = useAmount(payment.asset);
  const coins = useAmount(coin);
  if (step === 'unread') {
    return (
      <Notice tone="waiting" icon={WifiOff} role="status">
        {t('wallet.unread', { network: payment.asset.network })}
      </Notice>
    );
  }
  if (!check) return null;
  const text =
    step === 'tooLittle'
      ? t('wallet.tooLittle', {
          short: tokens((BigInt(payment.missing.amount) - check.token).toString()),
          network: payment.asset.network,
        })
      : step === 'noFee'
        ? t('wallet.noFee', { coin: coin.symbol, held: coins(check.coin.toString()) })
        : step === 'refused'
          ? t('wallet.refused', { symbol: payment.asset.symbol })
          : null;
  return text === null ? null : (
    <Notice tone="danger" icon={CircleX} role="status">
      {text}
    </Notice>
  );
}

interface SendButtonProps {
  payment: Payment;
  step: WalletStep;
  onSend: () => void;
}

function SendButton({ payment, step, onSend }: SendButtonProps) {
  const { t } = useTranslation('pay');
  const amount = useAmount(payment.asset);
  const isWaiting = step === 'waiting';
  return (
    <>
      <Button
        variant="contained"
        size="large"
        fullWidth
        disabled={!maySend(step)}
        loading={isWaiting}
        data-testid="wallet-send"
        onClick={onSend}
      >
        {isWaiting ? t('wallet.waiting') : t('wallet.send', { amount: amount(payment.missing.amount) })}
      </Button>
      <span role="status" className="visually-hidden">
        {isWaiting ? t('wallet.waiting') : ''}
      </span>
    </>
  );
}
