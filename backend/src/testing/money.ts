import { Types } from 'mongoose';
import { accounts, post, postings, type WithdrawableKind } from '../modules/ledger/index.ts';
import { database } from '../platform/mongo.ts';
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

/** What the gateway pays for gas with, booked as Amn's own: an operator does so before the first payout. */
export const giveGas = (amountBase = 10n ** 19n, asset = 'ETH'): Promise<void> =>
  inTransaction((tx) =>
    post(tx, postings.gasTopUp({ reference: new Types.ObjectId().toHexString(), asset, amountBase })),
  );

/** Empties the ledger and what is kept in step with it: for tests whose postings are of no deal, payment or payout. */
export async function forgetLedger(): Promise<void> {
  await database().collection('ledger_postings').deleteMany({});
  await database().collection('ledger_balances').deleteMany({});
  await database().collection('refunds').deleteMany({});
}
