import { beforeAll, describe, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { AppError } from '../../shared/errors.ts';
import { findTransition, type ActorRole } from '../../shared/process.ts';
import { giveBalance } from '../../testing/money.ts';
import { startTestApp } from '../../testing/test-app.ts';
import { accounts, balanceOf } from '../ledger/index.ts';
import { PayoutModel } from './payout.model.ts';
import { PAYOUT_ACTIONS, PAYOUT_STATUSES, payoutProcess, type PayoutStatus } from './payout.process.ts';
import { findPayout, insertPayout, type PayoutRecord } from './payout.repository.ts';
import { movePayout, reserve } from './payout.transition.ts';

/** Every status, action and actor of the payout's table, tried against the database. */
const ACTORS: readonly ActorRole[] = ['buyer', 'seller', 'mediator', 'admin', 'timer', 'gateway'];

beforeAll(async () => {
  await startTestApp({ relay: false });
});

async function payoutIn(status: PayoutStatus): Promise<PayoutRecord> {
  const userId = new Types.ObjectId().toHexString();
  await giveBalance(userId, 10n);
  const inserted = await inTransaction(async (tx) => {
    const payout = await insertPayout(
      tx,
      {
        userId,
        reference: new Types.ObjectId().toHexString(),
        source: 'seller_payable',
        asset: 'ETH-USDT',
        amountBase: 10n,
        feeBase: 0n,
        valueCents: 0,
        addressId: new Types.ObjectId().toHexString(),
        chainId: 31337,
        destination: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
        approvalsNeeded: 0,
        approvalReason: null,
        replacesId: null,
        stuckAt: null,
      },
      now(),
    );
    await reserve(tx, payout);
    return payout;
  });
  await PayoutModel.updateOne({ _id: inserted.id }, { $set: { status } });
  return { ...inserted, status };
}

async function attempt(payout: PayoutRecord, action: (typeof PAYOUT_ACTIONS)[number], by: ActorRole) {
  try {
    const moved = await inTransaction((tx) => movePayout(tx, payout, action, by));
    return moved.status;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

describe.each(PAYOUT_STATUSES)('from %s', (status) => {
  test.each(PAYOUT_ACTIONS)('%s is taken by those of the table alone', async (action) => {
    for (const by of ACTORS) {
      const payout = await payoutIn(status);
      const row = findTransition(payoutProcess, action, status, by);
      expect([by, await attempt(payout, action, by)]).toEqual([by, row?.to ?? 'INVALID_TRANSITION']);
      const after = await findPayout(payout.id);
      expect(after?.status).toBe(row?.to ?? status);
      const released = row?.posting === 'payout_failed';
      const left = released || row?.posting === 'payout_confirmed';
      expect(await balanceOf(accounts.payoutInflight(payout.id), 'ETH-USDT')).toBe(left ? 0n : 10n);
      expect(await balanceOf(accounts.sellerPayable(payout.userId), 'ETH-USDT')).toBe(released ? 10n : 0n);
      // A stale copy of the document cannot be used for a second step.
      if (row) expect(await attempt(payout, action, by)).toBe('CONFLICT');
      // Put there by hand, so put where its money is, for the check after the suite.
      await PayoutModel.updateOne({ _id: payout.id }, { $set: { status: left ? 'confirmed' : 'unknown' } });
    }
  });
});
