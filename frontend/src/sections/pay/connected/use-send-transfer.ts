'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { erc20Abi, getAddress, type Address } from 'viem';
import { useConfig } from 'wagmi';
import { writeContract } from 'wagmi/actions';
import { paymentQuery, reportTransactionAction, type Payment } from '@/actions/payment';
import { productNow } from '@/lib/clock';
import { aloneFor, sendTransfer } from './send-transfer';
import { markTransfer, setAsking } from './use-transfer-mark';

/** Sends what a payment misses from the connected account; never twice, see `sendTransfer`. */
export function useSendTransfer(from: Address) {
  const config = useConfig();
  const client = useQueryClient();
  const { mutate: report } = useMutation(reportTransactionAction);
  const ask = (payment: Payment) => {
    const { asset, address, missing } = payment;
    if (asset.contract === null || address === null) throw new RangeError('nothing a wallet could send');
    return writeContract(config, {
      account: from,
      chainId: asset.chainId,
      address: getAddress(asset.contract),
      abi: erc20Abi,
      functionName: 'transfer',
      args: [getAddress(address), BigInt(missing.amount)],
    });
  };
  return useMutation({
    mutationFn: (payment: Payment) =>
      aloneFor(payment.id, async () => {
        setAsking(payment.id, true);
        try {
          await sendTransfer({
            payment,
            now: productNow(),
            readAgain: () => client.query({ ...paymentQuery(payment.id), staleTime: 0 }),
            ask,
            mark: (event) => {
              markTransfer(payment.id, event);
            },
            report: (txid) => {
              report({ paymentId: payment.id, txid });
            },
          });
        } finally {
          setAsking(payment.id, false);
        }
      }),
  });
}
