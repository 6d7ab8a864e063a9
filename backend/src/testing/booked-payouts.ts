import { randomBytes } from 'node:crypto';
import { Types } from 'mongoose';
import { postings, post, type WithdrawableKind } from '../modules/ledger/index.ts';
import { changePayout, insertPayout, type PayoutRecord } from '../modules/payout/payout.repository.ts';
import { now } from '../platform/clock.ts';
import { inTransaction } from '../platform/transaction.ts';

const ASSET = 'ETH-USDT';

/** A payout as the books know it, without address, gateway and chain; `endPayout` ends it. */
export function bookPayout(
  userId: string,
  amountBase: bigint,
  source: WithdrawableKind = 'seller_payable',
): Promise<PayoutRecord> {
  return inTransaction(async (tx) => {
    const payout = await insertPayout(
      tx,
      {
        ...{ userId, source, amountBase, asset: ASSET, valueCents: null, chainId: 31337, approvalsNeeded: 0 },
        reference: new Types.ObjectId().toHexString(),
        feeBase: 0n,
        approvalReason: null,
        replacesId: null,
        stuckAt: null,
        addressId: new Types.ObjectId().toHexString(),
        destination: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
      },
      now(),
    );
    await post(
      tx,
      postings.payoutReserved({ asset: ASSET, amountBase, source, userId, payoutId: payout.id }),
    );
    return payout;
  });
}

export function endPayout(payout: PayoutRecord, end: 'confirmed' | 'failed'): Promise<string> {
  const txid = `0x${randomBytes(32).toString('hex')}`;
  return inTransaction(async (tx) => {
    const at = now();
    const set = { status: end, updatedAt: at, ...(end === 'confirmed' ? { txid } : {}) };
    await changePayout(tx, payout, { set, step: { status: end, at } });
    const { id: payoutId, asset, amountBase, source, userId } = payout;
    const moved = { payoutId, asset, amountBase };
    await post(
      tx,
      end === 'confirmed'
        ? postings.payoutConfirmed({ ...moved, feeBase: 0n })
        : postings.payoutFailed({ ...moved, source, userId }),
    );
    return txid;
  });
}
