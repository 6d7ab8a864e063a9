import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { TestActor } from '../../testing/actors.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { payinBody } from '../../testing/fake-gateway.ts';
import { person } from '../../testing/marketplace.ts';
import { giveBalance } from '../../testing/money.ts';
import { dealStatus, invoiceOf, openPayment, readPayment, sendCallback } from '../../testing/paid-deals.ts';
import {
  creditOf,
  fakeGateway,
  opened,
  owedTo,
  read,
  retryInbox,
  setPayinStage,
  shows,
  tells,
  testApp,
  transaction,
  type PayinCase,
} from '../../testing/payin-stage.ts';
import { HOUR_MS } from '../../platform/clock.ts';
import * as escrow from '../escrow/escrow.contract.ts';
import { accounts, balanceOf, checkLedger } from '../ledger/index.ts';
import { addPayoutAddress, requestPayout } from '../payout/index.ts';
import { workOffInbox } from './inbox.service.ts';
import * as contract from './payment.contract.ts';

/** What people do when the money is not what was asked for. */
jest.setTimeout(60_000);
beforeAll(() => setPayinStage({ PAYOUT_ADDRESS_HOLD_HOURS: '0' }));

const post = (c: PayinCase, action: string, by: TestActor, body?: object) => {
  const call = testApp().api.post(`/api/payment/payments/${c.payment.id}/${action}`).set(by.auth);
  return body === undefined ? call : call.send(body);
};
const usdt = (amount: string) => ({ amount, asset: 'ETH-USDT' });
const pays = async (c: PayinCase, amount: string): Promise<void> => {
  const paid = transaction(amount);
  shows(c.invoice, paid);
  await tells(c.invoice, paid);
};
const putCredit = ({ deal }: PayinCase, amount: string, by = deal.buyer) =>
  testApp()
    .api.put(`/api/payment/deals/${deal.requestId}/credit`)
    .set(by.auth)
    .send({ credit: usdt(amount) });
const held = async (c: PayinCase): Promise<string | undefined> => {
  const deal = await testApp().api.get(`/api/escrow/deals/${c.deal.requestId}`).set(c.deal.buyer.auth);
  return expectData(deal, escrow.getDeal).contract.milestones[0]?.held?.amount;
};
const soundBooks = async (): Promise<void> => {
  expect((await checkLedger()).faults).toEqual([]);
};

describe('the seller accepts less', () => {
  test('proposed by the buyer, agreed by the seller: funded with what arrived, terms amended', async () => {
    const c = await opened();
    await pays(c, '60');
    const kept = usdt('60000000');
    expect((await read(c)).abilities).toEqual(['useCredit', 'proposeLess', 'askRefund']);
    const proposed = expectData(
      await post(c, 'less', c.deal.buyer, { kept, note: 'The rest is stuck.' }),
      contract.proposeLess,
    );
    expect(proposed).toMatchObject({ status: 'underpaid', less: { by: 'buyer', amount: kept } });
    expectError(await post(c, 'less/agree', c.deal.buyer, { kept }), 'FORBIDDEN');
    expectError(await post(c, 'less/agree', c.deal.seller, { kept: usdt('60000001') }), 'CONFLICT');
    expectData(await post(c, 'less/agree', c.deal.seller, { kept }), contract.agreeLess);
    expect(await read(c)).toMatchObject({ status: 'completed', less: null, missing: { amount: '0' } });
    const deal = expectData(
      await testApp().api.get(`/api/escrow/deals/${c.deal.requestId}`).set(c.deal.seller.auth),
      escrow.getDeal,
    );
    // 100 dollars with 2.5 % from the seller became 60 with the same part.
    expect(deal.contract).toMatchObject({
      price: { amount: '6000' },
      sellerFee: { amount: '150' },
      milestones: [{ held: kept, sellerGets: usdt('58500000'), fee: usdt('1500000') }],
      amendments: [{ proposedBy: 'buyer', price: { amount: '10000' }, sellerFee: { amount: '250' } }],
    });
    expect(deal.contract.termsHash).not.toBe(deal.contract.amendments[0]?.termsHash);
    // A second press changes nothing, and money that comes after it is the buyer's credit.
    expectError(await post(c, 'less/agree', c.deal.seller, { kept }), 'INVALID_TRANSITION');
    await pays(c, '40');
    expect(await creditOf(c)).toBe(40_000_000n);
    await soundBooks();
  });

  test('a top-up makes the proposal void', async () => {
    const c = await opened();
    await pays(c, '60');
    await post(c, 'less', c.deal.seller, { kept: usdt('60000000') });
    await pays(c, '10');
    expect((await read(c)).less).toBeNull();
    expectError(await post(c, 'less/agree', c.deal.buyer, { kept: usdt('70000000') }), 'INVALID_TRANSITION');
  });

  test('declined, taken back, once at a time, and not for next to nothing', async () => {
    const c = await opened();
    await pays(c, '60');
    const kept = usdt('60000000');
    await post(c, 'less', c.deal.seller, { kept });
    expectError(await post(c, 'less', c.deal.buyer, { kept }), 'INVALID_TRANSITION');
    expectData(await post(c, 'less/decline', c.deal.buyer), contract.declineLess);
    expectError(await post(c, 'less/decline', c.deal.buyer), 'INVALID_TRANSITION');
    expectError(await post(c, 'less', await person('Mallory'), { kept }), 'NOT_FOUND');
    const dust = await opened();
    await pays(dust, '0.001');
    expectError(await post(dust, 'less', dust.deal.buyer, { kept: usdt('1000') }), 'INVALID_TRANSITION');
    expect((await read(dust)).less).toBeNull();
  });

  test('accepting ‖ topping up: one of them wins, and nothing is lost', async () => {
    for (let round = 0; round < 4; round += 1) {
      const c = await opened();
      await pays(c, '60');
      await post(c, 'less', c.deal.buyer, { kept: usdt('60000000') });
      const rest = transaction('40');
      shows(c.invoice, rest);
      await sendCallback(testApp(), payinBody(c.invoice, [rest]));
      const [agreed] = await Promise.all([
        post(c, 'less/agree', c.deal.seller, { kept: usdt('60000000') }),
        workOffInbox(),
      ]);
      await retryInbox();
      expect(await dealStatus(testApp(), c.deal)).toBe('funded');
      const wasLess = agreed.status === 200;
      expect([await held(c), await creditOf(c)]).toEqual(
        wasLess ? ['60000000', 40_000_000n] : ['100000000', 0n],
      );
    }
    await soundBooks();
  });
});

describe('the buyer takes it back', () => {
  test('once; the deal goes on waiting, and another attempt pays it', async () => {
    const c = await opened();
    await pays(c, '60');
    expectError(await post(c, 'refund', c.deal.seller), 'FORBIDDEN');
    const [first, second] = await Promise.all([
      post(c, 'refund', c.deal.buyer),
      post(c, 'refund', c.deal.buyer),
    ]);
    expect([first.status, second.status].sort()).toEqual([200, 409]);
    expect(await owedTo(c)).toBe(60_000_000n);
    expect(await read(c)).toMatchObject({ status: 'refund_due', missing: { amount: '0' }, abilities: [] });
    expect(await dealStatus(testApp(), c.deal)).toBe('awaiting_payment');
    // What comes to the old address after it is owed as well.
    await pays(c, '100');
    expect(await owedTo(c)).toBe(160_000_000n);
    const again = await openPayment(testApp(), c.deal);
    expect(again.id).not.toBe(c.payment.id);
    const invoice = invoiceOf(fakeGateway(), again);
    const full = transaction('100');
    shows(invoice, full);
    await tells(invoice, full);
    expect((await readPayment(testApp(), c.deal, again.id)).status).toBe('completed');
    await soundBooks();
  });

  test('giving up ‖ the callback of the full amount: escrow or owed, never both', async () => {
    for (let round = 0; round < 4; round += 1) {
      const c = await opened();
      const paid = transaction('100');
      shows(c.invoice, paid);
      await sendCallback(testApp(), payinBody(c.invoice, [paid]));
      const path = `/api/escrow/deals/${c.deal.requestId}/abandon`;
      await Promise.all([testApp().api.post(path).set(c.deal.buyer.auth), workOffInbox()]);
      await retryInbox();
      const status = await dealStatus(testApp(), c.deal);
      expect(await owedTo(c)).toBe(status === 'funded' ? 0n : 100_000_000n);
    }
    await soundBooks();
  });
});

describe('paying with credit', () => {
  test('wholly: funded at once, without the gateway', async () => {
    const c = await opened();
    await giveBalance(c.deal.buyer.id, 100_000_000n, 'buyer_credit');
    fakeGateway().down = true;
    const paid = expectData(await putCredit(c, '100000000'), contract.useCredit);
    fakeGateway().down = false;
    expect(paid).toMatchObject({ status: 'completed', credit: usdt('100000000'), expected: usdt('0') });
    expect([await dealStatus(testApp(), c.deal), await held(c), await creditOf(c)]).toEqual([
      'funded',
      '100000000',
      0n,
    ]);
  });

  test('partly: less has to arrive, and both go into escrow together; too much is credit', async () => {
    const c = await opened();
    await giveBalance(c.deal.buyer.id, 50_000_000n, 'buyer_credit');
    const set = expectData(await putCredit(c, '30000000'), contract.useCredit);
    expect(set).toMatchObject({
      status: 'pending',
      credit: usdt('30000000'),
      expected: usdt('70000000'),
      missing: usdt('70000000'),
    });
    // Asking for the same again changes nothing; another amount replaces it.
    expectData(await putCredit(c, '30000000'), contract.useCredit);
    expect(await creditOf(c)).toBe(20_000_000n);
    expectData(await putCredit(c, '10000000'), contract.useCredit);
    expect(await creditOf(c)).toBe(40_000_000n);
    await pays(c, '95');
    expect((await read(c)).status).toBe('completed');
    expect([await held(c), await creditOf(c)]).toEqual(['100000000', 45_000_000n]);
    await soundBooks();
  });

  test('after an underpayment it makes the price full', async () => {
    const c = await opened();
    await giveBalance(c.deal.buyer.id, 50_000_000n, 'buyer_credit');
    await pays(c, '70');
    expectError(await putCredit(c, '30000001'), 'VALIDATION_FAILED');
    expect(expectData(await putCredit(c, '30000000'), contract.useCredit).status).toBe('completed');
    expect([await held(c), await creditOf(c)]).toEqual(['100000000', 20_000_000n]);
  });

  test('is given back when the deal is given up, when it times out, and when another attempt pays', async () => {
    const ends: ((c: PayinCase) => Promise<unknown>)[] = [
      async (c) => testApp().api.post(`/api/escrow/deals/${c.deal.requestId}/abandon`).set(c.deal.buyer.auth),
      async () => testApp().advance(25 * HOUR_MS),
      async (c) => {
        const other = await openPayment(testApp(), c.deal, 'ETH-USDC');
        const invoice = invoiceOf(fakeGateway(), other);
        const full = transaction('100');
        shows(invoice, full);
        await tells(invoice, full);
      },
      async (c) => {
        await pays(c, '20');
        await post(c, 'refund', c.deal.buyer);
      },
      (c) => Promise.resolve(putCredit(c, '0')),
    ];
    for (const [index, end] of ends.entries()) {
      const c = await opened();
      await giveBalance(c.deal.buyer.id, 30_000_000n, 'buyer_credit');
      expectData(await putCredit(c, '30000000'), contract.useCredit);
      expect(await creditOf(c)).toBe(0n);
      await end(c);
      expect([index, await creditOf(c)]).toEqual([index, 30_000_000n]);
    }
    await soundBooks();
  });

  test('spending ‖ withdrawing the same credit: the balance decides, and is never below zero', async () => {
    for (let round = 0; round < 4; round += 1) {
      const c = await opened();
      const { buyer } = c.deal;
      await giveBalance(buyer.id, 60_000_000n, 'buyer_credit');
      const address = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
      const { id } = await addPayoutAddress({ chainId: 31337, address, label: 'x' }, buyer);
      const [spent, withdrawn] = await Promise.allSettled([
        putCredit(c, '60000000'),
        requestPayout(
          {
            reference: `race-${c.payment.id}`,
            source: 'buyer_credit',
            money: usdt('60000000'),
            addressId: id,
          },
          buyer,
        ),
      ]);
      const wasSpent = spent.status === 'fulfilled' && spent.value.status === 200;
      expect([wasSpent, withdrawn.status === 'fulfilled'].filter(Boolean)).toHaveLength(1);
      expect(await balanceOf(accounts.buyerCredit(buyer.id), 'ETH-USDT')).toBe(0n);
    }
    await soundBooks();
  });

  test('only what one has, of an accepted asset, for a deal of one’s own', async () => {
    const c = await opened();
    expectError(await putCredit(c, '1000000'), 'INSUFFICIENT_BALANCE');
    expectError(await putCredit(c, '1000000', c.deal.seller), 'FORBIDDEN');
    expectError(await putCredit(c, '1000000', await person('Mallory')), 'NOT_FOUND');
    const put = (credit: unknown) =>
      testApp()
        .api.put(`/api/payment/deals/${c.deal.requestId}/credit`)
        .set(c.deal.buyer.auth)
        .send({ credit });
    expectError(await put({ amount: '1', asset: 'DOGE' }), 'ASSET_NOT_ACCEPTED');
    expectError(await put({ amount: '-1', asset: 'ETH-USDT' }), 'VALIDATION_FAILED');
    expectError(await put({ amount: '1.5', asset: 'ETH-USDT' }), 'VALIDATION_FAILED');
  });
});
