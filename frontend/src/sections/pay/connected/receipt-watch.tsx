'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Client, Hash } from 'viem';
import { waitForTransactionReceipt, type ReplacementReason } from 'viem/actions';
import { paymentQuery, reportTransactionAction } from '@/actions/payment';
import { walletConfig } from '@/components/web3/wallet-config';
import { useRuntimeConfig } from '@/hooks/use-runtime-config';
import type { TransferEvent } from './transfer-mark';
import { markTransfer } from './use-transfer-mark';

interface ReceiptWatchProps {
  paymentId: string;
  chainId: number;
  txid: string;
}

const GIVE_UP_MS = 15 * 60_000;

/**
 * Follows a transaction that a wallet has sent until it is in a block: one that was reverted, cancelled or sent
 * with a higher fee is noticed. What arrives is counted by the backend alone.
 */
export default function ReceiptWatch({ paymentId, chainId, txid }: ReceiptWatchProps) {
  const { chains } = useRuntimeConfig();
  const queries = useQueryClient();
  const { mutate: report } = useMutation(reportTransactionAction);
  useEffect(() => {
    const gone = new AbortController();
    void (async () => {
      const end = await endOf(walletConfig(chains).getClient({ chainId }), txid).catch(() => null);
      if (gone.signal.aborted) return;
      // Without an end the page goes on saying that it was sent: it was not found in time, or cannot be read.
      if (end) markTransfer(paymentId, end);
      if (end?.type === 'repriced') report({ paymentId, txid: end.txid });
      await queries.invalidateQueries(paymentQuery(paymentId));
    })();
    return () => {
      gone.abort();
    };
  }, [chains, chainId, paymentId, queries, report, txid]);
  return null;
}

/**
 * Waits until a transaction, or the one that took its place, is in a block.
 * @returns null when it went through as it was sent
 * @throws WaitForTransactionReceiptTimeoutError
 */
async function endOf(client: Client, txid: string): Promise<TransferEvent | null> {
  const replaced: { reason: ReplacementReason | null } = { reason: null };
  const receipt = await waitForTransactionReceipt(client, {
    hash: txid as Hash,
    timeout: GIVE_UP_MS,
    onReplaced: ({ reason }) => {
      replaced.reason = reason;
    },
  });
  if (receipt.status === 'reverted' || replaced.reason === 'cancelled') return { type: 'failed' };
  return replaced.reason === 'repriced' ? { type: 'repriced', txid: receipt.transactionHash } : null;
}
