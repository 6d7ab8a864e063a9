import { decodeFunctionData, erc20Abi, getAddress, isHex, type Address } from 'viem';
import { z } from 'zod';
import type { Chain } from './chain.ts';
import type { Asset } from './config.ts';
import type { Deposit } from './invoices.ts';

const hexText = z.custom<`0x${string}`>((value) => isHex(value));

const PoolSchema = z.object({
  pending: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({ hash: hexText, to: hexText.nullish(), input: hexText.default('0x'), value: hexText }),
    ),
  ),
});

export interface PendingDeposit {
  sender: Address;
  deposit: Deposit;
}

/** Payments that wait for a block: plain transfers only, since nothing else can be read before it runs. */
export async function readMempool(chain: Chain, assets: readonly Asset[]): Promise<PendingDeposit[]> {
  const pool = PoolSchema.safeParse(await chain.pendingTransactions());
  if (!pool.success) return [];
  const coin = assets.find((asset) => !asset.contract);
  const deposits: PendingDeposit[] = [];
  for (const [from, byNonce] of Object.entries(pool.data.pending)) {
    const sender = getAddress(from);
    for (const tx of Object.values(byNonce)) {
      if (!tx.to) continue;
      const to = getAddress(tx.to);
      if (coin && BigInt(tx.value) > 0n) {
        const deposit = { asset: coin, txid: tx.hash, address: to, amountBase: BigInt(tx.value) };
        deposits.push({ sender, deposit });
        continue;
      }
      const token = assets.find((asset) => asset.contract && getAddress(asset.contract) === to);
      const transfer = token && decodeTransfer(tx.input);
      if (transfer) deposits.push({ sender, deposit: { asset: token, txid: tx.hash, ...transfer } });
    }
  }
  return deposits;
}

function decodeTransfer(input: `0x${string}`): Pick<Deposit, 'address' | 'amountBase'> | undefined {
  try {
    const call = decodeFunctionData({ abi: erc20Abi, data: input });
    return call.functionName === 'transfer' ? { address: call.args[0], amountBase: call.args[1] } : undefined;
  } catch {
    // Any other call of the token contract: it pays nobody that could be told in advance.
    return undefined;
  }
}
