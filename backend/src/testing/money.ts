import { Types } from 'mongoose';
import { accounts, post, type WithdrawableKind } from '../modules/ledger/index.ts';
import { inTransaction } from '../platform/transaction.ts';

/** Gives somebody a balance out of the gateway's pocket, as a deal would have. */
export async function giveBalance(
  userId: string,
  amountBase: bigint,
  kind: WithdrawableKind = 'seller_payable',
  asset = 'ETH-USDT',
): Promise<void> {
  await inTransaction((tx) =>
    post(tx, {
      key: `test:${new Types.ObjectId().toHexString()}`,
      event: 'split',
      entries: [
        { account: accounts.gateway(asset), asset, side: 'debit', amountBase },
        { account: accounts.withdrawable(kind, userId), asset, side: 'credit', amountBase },
      ],
      refs: { requestId: new Types.ObjectId().toHexString() },
    }),
  );
}
