import { beforeAll, describe, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { findTransition, type ActorRole } from '../../shared/process.ts';
import { person, postRequest } from '../../testing/marketplace.ts';
import { startTestApp } from '../../testing/test-app.ts';
import { PaymentModel } from './payment.model.ts';
import { PAYMENT_ACTIONS, PAYMENT_STATUSES, paymentProcess, type PaymentStatus } from './payment.process.ts';
import { findPayment, insertPayment, type PaymentRecord } from './payment.repository.ts';
import { movePayment } from './payment.transition.ts';

/** Every status, action and actor of the payment's table, tried against the database. */
const ACTORS: readonly ActorRole[] = ['buyer', 'seller', 'mediator', 'admin', 'timer', 'gateway'];
const newId = (): string => new Types.ObjectId().toHexString();

let requestId = '';
beforeAll(async () => {
  const t = await startTestApp({ relay: false });
  requestId = (await postRequest(t, await person('Bita'))).id;
});

async function paymentIn(status: PaymentStatus): Promise<PaymentRecord> {
  const inserted = await inTransaction((tx) =>
    insertPayment(
      tx,
      {
        requestId,
        contractId: newId(),
        buyerId: newId(),
        sellerId: newId(),
        attempt: 1,
        asset: 'ETH-USDT',
        totalCents: 100,
        rate: '1',
        rateLockedUntil: now(),
        expectedBase: 1_000_000n,
        startBlock: null,
      },
      now(),
    ),
  );
  await PaymentModel.updateOne({ _id: inserted.id }, { $set: { status } });
  return { ...inserted, status };
}

describe.each(PAYMENT_STATUSES)('from %s', (status) => {
  test.each(PAYMENT_ACTIONS)('%s is taken by those of the table alone', async (action) => {
    const payment = await paymentIn(status);
    const rows = ACTORS.map((by) => ({ by, row: findTransition(paymentProcess, action, status, by) }));
    for (const { by, row } of rows.filter((given) => given.row === undefined)) {
      const after = await inTransaction((tx) => movePayment(tx, payment, action, by));
      expect([by, row, after]).toEqual([by, undefined, payment]);
    }
    const first = rows.find(({ row }) => row !== undefined);
    if (first?.row) {
      const expected = first.row.to === 'same' ? status : first.row.to;
      await inTransaction((tx) => movePayment(tx, payment, action, first.by));
      expect((await findPayment(payment.id))?.status).toBe(expected);
      // A stale copy of the document cannot be used for a second step.
      const again = inTransaction((tx) => movePayment(tx, payment, action, first.by));
      await expect(again).rejects.toMatchObject({ code: 'CONFLICT' });
    } else {
      expect((await findPayment(payment.id))?.status).toBe(status);
    }
  });
});

test('people only say what becomes of money that is not what was asked for', () => {
  const sayings = ['proposeLess', 'declineLess', 'agreeLess'];
  for (const row of paymentProcess.transitions) {
    if (row.by.includes('seller')) expect(sayings).toContain(row.action);
    if (row.by.includes('buyer')) {
      expect(['expire', 'oweRefund', 'useCredit', 'askRefund', ...sayings]).toContain(row.action);
    }
    expect(row.by).not.toContain('mediator');
  }
});
