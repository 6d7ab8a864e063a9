import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { payinBody, unconfirmedBody } from '../../testing/fake-gateway.ts';
import { eventsOf } from '../../testing/marketplace.ts';
import { dealStatus, openPayment, sendCallback } from '../../testing/paid-deals.ts';
import {
  creditOf,
  fakeGateway,
  opened,
  read,
  retryInbox,
  setPayinStage,
  shows,
  tells,
  testApp,
  transaction,
} from '../../testing/payin-stage.ts';
import { HOUR_MS } from '../../platform/clock.ts';
import { checkLedger } from '../ledger/index.ts';
import { DepositModel } from './deposit.model.ts';
import { workOffInbox } from './inbox.service.ts';
import { InboxModel } from './inbox.model.ts';
import { lookAtInvoices } from './look-at-invoices.ts';
import { PaymentModel } from './payment.model.ts';

/** How incoming money is counted by the default verification: signed callback and re-read invoice. */
beforeAll(() => setPayinStage({}, { relay: false }));
beforeEach(() => {
  fakeGateway().down = false;
});

describe('the full amount', () => {
  test('funds the deal, and both hear of it', async () => {
    const c = await opened();
    const paid = transaction('100');
    shows(c.invoice, paid);
    await tells(c.invoice, paid);
    expect(await read(c)).toMatchObject({
      status: 'completed',
      received: { amount: '100000000' },
      missing: { amount: '0' },
      confirmations: { seen: 3, required: 3 },
      paymentUri: null,
      deposits: [{ txid: paid.txid, status: 'confirmed', money: { amount: '100000000', asset: 'ETH-USDT' } }],
    });
    expect(await dealStatus(testApp(), c.deal)).toBe('funded');
    const events = await eventsOf(c.deal.requestId, { buyer: c.deal.buyer, seller: c.deal.seller });
    expect(events.filter((event) => event.startsWith('payment:')).at(-1)).toBe(
      'payment:status-updated buyer seller',
    );
    expect(events).toContain('request:funded buyer seller');
    const timeline = await testApp()
      .api.get(`/api/marketplace/requests/${c.deal.requestId}/timeline`)
      .set(c.deal.seller.auth);
    expect((timeline.body as { data: { items: object[] } }).data.items.slice(0, 2)).toMatchObject([
      { action: 'payment.completed', by: 'gateway', to: 'funded', actor: null },
      { action: 'fund', by: 'gateway', from: 'awaiting_payment', to: 'funded' },
    ]);
  });

  test('a hundred copies of the callback at once are one posting', async () => {
    const c = await opened();
    const paid = transaction('100');
    shows(c.invoice, paid);
    const body = payinBody(c.invoice, [paid]);
    const answers = await Promise.all(Array.from({ length: 100 }, () => sendCallback(testApp(), body)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    await Promise.all([workOffInbox(), workOffInbox(), workOffInbox(), workOffInbox()]);
    expect(await InboxModel.countDocuments({ externalId: c.payment.providerPaymentId })).toBe(1);
    expect(await DepositModel.countDocuments({ txid: paid.txid })).toBe(1);
    expect(await read(c)).toMatchObject({ status: 'completed', received: { amount: '100000000' } });
    expect(await creditOf(c)).toBe(0n);
    expect((await checkLedger()).faults).toEqual([]);
  });

  test('the same event worked off many times at once counts once', async () => {
    const c = await opened();
    const paid = transaction('150');
    shows(c.invoice, paid);
    await sendCallback(testApp(), payinBody(c.invoice, [paid]));
    for (let round = 0; round < 3; round += 1) {
      const again = { status: 'new', notBefore: new Date(0) };
      await InboxModel.updateMany({ externalId: c.payment.providerPaymentId }, { $set: again });
      await Promise.all([workOffInbox(), workOffInbox()]);
    }
    expect(await creditOf(c)).toBe(50_000_000n);
    expect(await dealStatus(testApp(), c.deal)).toBe('funded');
  });
});

describe('in whatever order it is heard of', () => {
  test('unconfirmed only shows, and funds nothing', async () => {
    const c = await opened();
    const paid = transaction('100');
    await sendCallback(testApp(), unconfirmedBody(c.invoice, paid));
    await workOffInbox();
    expect(await read(c)).toMatchObject({
      status: 'detected',
      received: { amount: '100000000' },
      missing: { amount: '0' },
      confirmations: { seen: 0, required: 3 },
    });
    expect(await dealStatus(testApp(), c.deal)).toBe('awaiting_payment');
    shows(c.invoice, paid);
    await tells(c.invoice, paid);
    expect((await read(c)).status).toBe('completed');
  });

  test('unconfirmed that is gone from the invoice after an hour can be paid again', async () => {
    const c = await opened();
    await sendCallback(testApp(), unconfirmedBody(c.invoice, transaction('100')));
    await workOffInbox();
    const look = async (): Promise<void> => {
      await PaymentModel.updateOne({ _id: c.payment.id }, { $set: { nextLookAt: new Date(0) } });
      await lookAtInvoices();
    };
    await look();
    expect((await read(c)).status).toBe('detected');
    await testApp().advance(HOUR_MS + 1);
    await look();
    expect(await read(c)).toMatchObject({ status: 'reorged', missing: { amount: '100000000' } });
    const paid = transaction('100');
    shows(c.invoice, paid);
    await tells(c.invoice, paid);
    expect((await read(c)).status).toBe('completed');
  });

  test('unconfirmed after confirmed changes nothing', async () => {
    const c = await opened();
    const paid = transaction('100');
    shows(c.invoice, paid);
    await tells(c.invoice, paid);
    await sendCallback(testApp(), unconfirmedBody(c.invoice, paid));
    await workOffInbox();
    expect(await read(c)).toMatchObject({ status: 'completed', deposits: [{ status: 'confirmed' }] });
  });

  test('two PAID with different triggers count each transaction once', async () => {
    const c = await opened();
    const [first, second] = [transaction('60'), transaction('60')] as const;
    shows(c.invoice, first, second);
    // Both are built after both have come in.
    await sendCallback(testApp(), payinBody(c.invoice, [second, first]));
    await sendCallback(testApp(), payinBody(c.invoice, [first, second]));
    await Promise.all([workOffInbox(), workOffInbox()]);
    expect(await read(c)).toMatchObject({ status: 'completed', received: { amount: '120000000' } });
    expect(await creditOf(c)).toBe(20_000_000n);
  });

  test('a PARTIAL that comes after PAID never unfunds', async () => {
    const c = await opened();
    const [first, second] = [transaction('60'), transaction('40')] as const;
    shows(c.invoice, first, second);
    await tells(c.invoice, first, second);
    expect(await dealStatus(testApp(), c.deal)).toBe('funded');
    await sendCallback(testApp(), payinBody(c.invoice, [first], { status: 'PARTIAL', paid: false }));
    await workOffInbox();
    expect(await read(c)).toMatchObject({ status: 'completed' });
    expect(await dealStatus(testApp(), c.deal)).toBe('funded');
  });
});

describe('another amount than expected', () => {
  test('what the gateway calls PAID at 96 % is underpaid here; a top-up completes it', async () => {
    const c = await opened();
    const [first, rest] = [transaction('96'), transaction('4')] as const;
    shows(c.invoice, first);
    await tells(c.invoice, first);
    const short = await read(c);
    expect(short).toMatchObject({
      status: 'underpaid',
      missing: { amount: '4000000' },
      address: c.invoice.address,
    });
    expect(short.paymentUri).toMatch(/&?uint256=4000000$/);
    expect(await dealStatus(testApp(), c.deal)).toBe('awaiting_payment');
    expect(await openPayment(testApp(), c.deal)).toMatchObject({ id: c.payment.id });
    shows(c.invoice, rest);
    await tells(c.invoice, first, rest);
    expect(await read(c)).toMatchObject({ status: 'completed', missing: { amount: '0' } });
    expect(await creditOf(c)).toBe(0n);
  });

  test('what is over is the buyer’s credit, at once and later', async () => {
    const c = await opened();
    const [first, later] = [transaction('107.5'), transaction('3')] as const;
    shows(c.invoice, first);
    await tells(c.invoice, first);
    expect(await creditOf(c)).toBe(7_500_000n);
    shows(c.invoice, later);
    await tells(c.invoice, first, later);
    expect(await creditOf(c)).toBe(10_500_000n);
    expect(await read(c)).toMatchObject({ status: 'completed' });
  });

  test('the wrong coin is quarantined and visible, and the right one still funds', async () => {
    const c = await opened();
    const wrong = transaction('0.05', 'ETH');
    shows(c.invoice, wrong);
    await tells(c.invoice, wrong);
    expect(await read(c)).toMatchObject({
      status: 'quarantined',
      received: { amount: '0', asset: 'ETH-USDT' },
      missing: { amount: '100000000' },
      deposits: [{ status: 'quarantined', money: { amount: '50000000000000000', asset: 'ETH' } }],
    });
    expect(await dealStatus(testApp(), c.deal)).toBe('awaiting_payment');
    const right = transaction('100');
    shows(c.invoice, right);
    await tells(c.invoice, wrong, right);
    expect(await read(c)).toMatchObject({ status: 'completed' });
    expect((await checkLedger()).faults).toEqual([]);
  });

  test('a coin that nobody knows is shown and booked by nobody', async () => {
    const c = await opened();
    const odd = transaction('7', 'SOL-XYZ');
    shows(c.invoice, odd);
    await tells(c.invoice, odd);
    expect(await read(c)).toMatchObject({ status: 'quarantined', deposits: [{ status: 'quarantined' }] });
  });

  test('an amount that invoice and callback tell differently is quarantined, not counted', async () => {
    const c = await opened();
    const paid = transaction('100');
    shows(c.invoice, { ...paid, amount: '1' });
    await tells(c.invoice, paid);
    expect(await read(c)).toMatchObject({ status: 'quarantined', received: { amount: '0' } });
    expect(await dealStatus(testApp(), c.deal)).toBe('awaiting_payment');
  });

  test('money to another address than the payment’s is quarantined, not counted', async () => {
    const c = await opened();
    const paid = transaction('100');
    shows(c.invoice, paid);
    const body = payinBody({ ...c.invoice, address: '0x000000000000000000000000000000000000dEaD' }, [paid]);
    await sendCallback(testApp(), body);
    await workOffInbox();
    expect(await read(c)).toMatchObject({ status: 'quarantined', received: { amount: '0' } });
  });
});

describe('a callback whose transaction the invoice does not show', () => {
  test('waits, and counts once it does', async () => {
    const c = await opened();
    const paid = transaction('100');
    await tells(c.invoice, paid);
    expect((await read(c)).status).toBe('pending');
    shows(c.invoice, paid);
    await retryInbox();
    expect((await read(c)).status).toBe('completed');
  });

  test('is a disagreement when it never does', async () => {
    const c = await opened();
    const paid = transaction('100');
    await sendCallback(testApp(), payinBody(c.invoice, [paid]));
    const filter = { externalId: c.payment.providerPaymentId };
    await InboxModel.updateOne(filter, { $set: { attempts: 30 } });
    await workOffInbox();
    expect(await InboxModel.findOne(filter).lean()).toMatchObject({ status: 'dead' });
    expect(await read(c)).toMatchObject({ status: 'quarantined', received: { amount: '0' } });
  });

  test('waits while the gateway does not answer', async () => {
    const c = await opened();
    const paid = transaction('100');
    shows(c.invoice, paid);
    fakeGateway().down = true;
    await tells(c.invoice, paid);
    expect((await read(c)).status).toBe('pending');
    fakeGateway().down = false;
    await retryInbox();
    expect((await read(c)).status).toBe('completed');
  });
});
