import { beforeAll, expect, test } from '@jest/globals';
import { database } from '../../platform/mongo.ts';
import { DESTINATION } from '../../testing/payout-stage.ts';
import {
  fakeGateway,
  opened,
  owedTo,
  read,
  setPayinStage,
  shows,
  tells,
  testApp,
  transaction,
} from '../../testing/payin-stage.ts';
import { addPayoutAddress } from './payout-addresses.ts';
import { workOnPayouts } from './payout.workers.ts';
import { findUnsettled } from './refund.repository.ts';
import { requestPayout } from './request-payout.ts';

/** A payment that funded nothing is refunded when, and only when, all that it brought has left. */
beforeAll(() => setPayinStage({ PAYOUT_ADDRESS_HOLD_HOURS: '0' }, { relay: false }));

async function workOff(): Promise<void> {
  await database()
    .collection('payouts')
    .updateMany({}, { $set: { nextLookAt: new Date(0) } });
  await workOnPayouts();
}

test('from the buyer’s giving up to the money’s arrival', async () => {
  const c = await opened();
  for (const amount of ['30', '12']) {
    const paid = transaction(amount);
    shows(c.invoice, paid);
    await tells(c.invoice, paid);
  }
  const path = `/api/escrow/deals/${c.deal.requestId}/abandon`;
  expect((await testApp().api.post(path).set(c.deal.buyer.auth)).status).toBe(200);
  expect(await owedTo(c)).toBe(42_000_000n);
  const { buyer } = c.deal;
  expect(await findUnsettled(buyer.id)).toMatchObject([{ isBuyersDoing: true }, { isBuyersDoing: true }]);

  const address = await addPayoutAddress({ chainId: 31337, address: DESTINATION, label: 'x' }, buyer);
  for (const [reference, amount, after] of [
    ['first-part', '35000000', 'refund_due'],
    ['the-rest-of-it', '7000000', 'refunded'],
  ] as const) {
    const money = { amount, asset: 'ETH-USDT' };
    const { id } = await requestPayout(
      { reference, source: 'refund_payable', money, addressId: address.id },
      buyer,
    );
    await workOff();
    const txid = `0x${reference.length.toString(16).padStart(64, '0')}`;
    Object.assign(fakeGateway().payouts.find(({ externalId }) => externalId === id) ?? {}, {
      status: 'SUCCESS',
      txid,
    });
    expect((await read(c)).status).toBe('refund_due');
    await workOff();
    expect((await read(c)).status).toBe(after);
  }
  expect(await findUnsettled(buyer.id)).toEqual([]);

  // What comes even later is owed as well; the payment itself is done with.
  const late = transaction('5');
  shows(c.invoice, late);
  await tells(c.invoice, late);
  expect(await owedTo(c)).toBe(5_000_000n);
  expect((await read(c)).status).toBe('refunded');
});
