'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Hourglass, WifiOff } from 'lucide-react';
import { useEffect } from 'react';
import { WaitForTransactionReceiptTimeoutError, type Client, type Hash } from 'viem';
import { waitForTransactionReceipt, type ReplacementReason } from 'viem/actions';
import { paymentQuery, reportTransactionAction } from '@/actions/payment';
import { Notice } from '@/components/notice';
import { walletConfig } from '@/components/web3/wallet-config';
import { useRuntimeConfig } from '@/hooks/use-runtime-config';
import { useTranslation } from '@/locales/i18n-provider';
import type { TransferEvent } from './transfer-mark';
import { markTransfer } from './use-transfer-mark';

interface ReceiptWatchProps {
  paymentId: string;
  chainId: number;
  /** The chain's name, for people. */
  network: string;
  txid: string;
}

const GIVE_UP_MS = 15 * 60_000;
const LOOK_AGAIN_MS = 15_000;

type End = Extract<TransferEvent, { type: 'failed' | 'repriced' }> | { readonly type: 'went' };

const isLate = (error: unknown): boolean => error instanceof WaitForTransactionReceiptTimeoutError;

/**
 * Follows a transaction that a wallet has sent until it is in a block: one that was reverted, cancelled or sent
 * with a higher fee is noticed, and so is that it cannot be followed. What arrives is counted by the backend alone.
 */
export default function ReceiptWatch({ paymentId, chainId, network, txid }: ReceiptWatchProps) {
  const { t } = useTranslation('wallets');
  const runtime = useRuntimeConfig();
  const queries = useQueryClient();
  const { mutate: report } = useMutation(reportTransactionAction);
  const { data: end, failureReason } = useQuery({
    queryKey: ['transactionEnd', chainId, txid],
    queryFn: () => endOf(walletConfig(runtime).getClient({ chainId }), txid),
    staleTime: Infinity,
    // A network that cannot be read is asked again for as long as the page is open.
    retry: (_, error) => !isLate(error),
    retryDelay: LOOK_AGAIN_MS,
  });
  useEffect(() => {
    if (!end) return;
    if (end.type !== 'went') markTransfer(paymentId, end);
    if (end.type === 'repriced') report({ paymentId, txid: end.txid });
    void queries.invalidateQueries(paymentQuery(paymentId));
  }, [end, paymentId, queries, report]);
  if (end || !failureReason) return null;
  const late = isLate(failureReason);
  return (
    <Notice tone="waiting" icon={late ? Hourglass : WifiOff} role="status">
      {t(late ? 'pay.late' : 'pay.unread', { network })}
    </Notice>
  );
}

/**
 * Waits until a transaction, or the one that took its place, is in a block.
 * @throws WaitForTransactionReceiptTimeoutError
 */
async function endOf(client: Client, txid: string): Promise<End> {
  const replaced: { reason: ReplacementReason | null } = { reason: null };
  const receipt = await waitForTransactionReceipt(client, {
    hash: txid as Hash,
    timeout: GIVE_UP_MS,
    onReplaced: ({ reason }) => {
      replaced.reason = reason;
    },
  });
  if (receipt.status === 'reverted' || replaced.reason === 'cancelled') return { type: 'failed' };
  return replaced.reason === 'repriced'
    ? { type: 'repriced', txid: receipt.transactionHash }
    : { type: 'went' };
}
