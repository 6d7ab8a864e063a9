import { beforeAll, describe, expect, test } from '@jest/globals';
import { HOUR_MS } from '../../platform/clock.ts';
import { parseUnits } from '../../shared/money.ts';
import { payinBody, unconfirmedBody } from '../../testing/fake-gateway.ts';
import { dealStatus, invoiceOf, openPayment, readPayment, sendCallback } from '../../testing/paid-deals.ts';
import {
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
} from '../../testing/payin-stage.ts';
import { accounts, balanceOf } from '../ledger/index.ts';
import { workOffInbox } from './inbox.service.ts';

beforeAll(() => setPayinStage({}, { relay: false }));

describe('a contract that does not wait', () => {
  test('abandoned: what was there is owed at once, what comes later too', async () => {
    const c = await opened();
    const [early, later] = [transaction('30'), transaction('70')] as const;
    shows(c.invoice, early);
    await tells(c.invoice, early);
    const path = `/api/escrow/deals/${c.deal.requestId}/abandon`;
    expect((await testApp().api.post(path).set(c.deal.buyer.auth)).status).toBe(200);
    expect(await owedTo(c)).toBe(30_000_000n);
    expect((await read(c)).status).toBe('refund_due');
    shows(c.invoice, later);
    await tells(c.invoice, early, later);
    expect(await owedTo(c)).toBe(100_000_000n);
    expect((await read(c)).status).toBe('refund_due');
  });

  test('not paid in time: the attempt expires, and money that comes after is owed', async () => {
    const c = await opened();
    await testApp().advance(25 * HOUR_MS);
    expect((await read(c)).status).toBe('expired');
    const late = transaction('100');
    shows(c.invoice, late);
    await tells(c.invoice, late);
    expect(await owedTo(c)).toBe(100_000_000n);
    expect((await read(c)).status).toBe('refund_due');
  });

  test('a payment on its way gets 48 hours, and its fruit is owed after that', async () => {
    const c = await opened();
    const paid = transaction('100');
    await sendCallback(testApp(), unconfirmedBody(c.invoice, paid));
    await workOffInbox();
    await testApp().advance(25 * HOUR_MS);
    expect(await dealStatus(testApp(), c.deal)).toBe('awaiting_payment');
    await testApp().advance(24 * HOUR_MS);
    shows(c.invoice, paid);
    await tells(c.invoice, paid);
    expect(await owedTo(c)).toBe(100_000_000n);
  });

  test('funded by another attempt: this one’s part payment is owed', async () => {
    const c = await opened();
    const part = transaction('10');
    shows(c.invoice, part);
    await tells(c.invoice, part);
    const other = await openPayment(testApp(), c.deal, 'ETH-USDC');
    const otherInvoice = invoiceOf(fakeGateway(), other);
    const full = transaction('100');
    shows(otherInvoice, full);
    await tells(otherInvoice, full);
    expect(await dealStatus(testApp(), c.deal)).toBe('funded');
    expect(await owedTo(c)).toBe(10_000_000n);
    expect((await read(c)).status).toBe('refund_due');
    expect((await readPayment(testApp(), c.deal, other.id)).status).toBe('completed');
  });

  test('two attempts paid in full at once: one funds, the other is owed', async () => {
    const c = await opened();
    const other = await openPayment(testApp(), c.deal, 'ETH-USDC');
    const otherInvoice = invoiceOf(fakeGateway(), other);
    const [usdt, usdc] = [transaction('100'), transaction('100')] as const;
    shows(c.invoice, usdt);
    shows(otherInvoice, usdc);
    await Promise.all([
      sendCallback(testApp(), payinBody(c.invoice, [usdt])),
      sendCallback(testApp(), payinBody(otherInvoice, [usdc])),
    ]);
    await Promise.all([workOffInbox(), workOffInbox()]);
    await retryInbox();
    const statuses = await Promise.all([read(c), readPayment(testApp(), c.deal, other.id)]);
    expect(statuses.map(({ status }) => status).sort()).toEqual(['completed', 'refund_due']);
    const owed = await Promise.all(
      ['ETH-USDT', 'ETH-USDC'].map((asset) => balanceOf(accounts.refundPayable(c.deal.buyer.id), asset)),
    );
    expect(owed.reduce((a, b) => a + b, 0n)).toBe(parseUnits('100', 6));
  });
});
