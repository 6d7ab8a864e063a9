import { beforeAll, expect, jest, test } from '@jest/globals';
import { outboxRows } from '../../platform/outbox.ts';
import { newTxid, payinBody } from '../../testing/fake-gateway.ts';
import { sendCallback } from '../../testing/paid-deals.ts';
import {
  creditOf,
  opened,
  setPayinStage,
  shows,
  testApp,
  type PayinCase,
} from '../../testing/payin-stage.ts';
import { checkLedger } from '../ledger/index.ts';
import { DepositModel } from './deposit.model.ts';
import { InboxModel } from './inbox.model.ts';
import { workOffInbox } from './inbox.service.ts';

/** How many callbacks; a third of them are copies. Ten thousand in `npm run test:long`. */
const COUNT = process.env['TEST_LONG'] === '1' ? 10_000 : 150;
const PER_DEAL = 30;
const WAVE = 100;
jest.setTimeout(COUNT * 400);

beforeAll(() => setPayinStage());

test('many callbacks, a third of them copies, are worked off without an error, each once', async () => {
  const cases: PayinCase[] = [];
  while (cases.length < COUNT / PER_DEAL) cases.push(await opened(100));
  const fresh = Math.ceil((COUNT * 2) / 3);
  const bodies = Array.from({ length: fresh }, (_, index) => {
    const c = cases[index % cases.length];
    if (!c) throw new Error('no such deal');
    const paid = { txid: newTxid(), amount: '0.5' };
    shows(c.invoice, paid);
    return payinBody(c.invoice, [paid]);
  });
  // A copy comes beside the first, or after it: while that is being written down, worked on, or long done.
  const told = bodies.map((body, index) => ({ body, at: index }));
  const copies = told.slice(0, COUNT - fresh).map(({ body, at }) => ({ body, at: at + ((at * 37) % 300) }));
  const all = [...told, ...copies].sort((a, b) => a.at - b.at).map(({ body }) => body);
  for (let at = 0; at < all.length; at += WAVE) {
    const answers = await Promise.all(all.slice(at, at + WAVE).map((body) => sendCallback(testApp(), body)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    await Promise.all([workOffInbox(), workOffInbox()]);
  }
  // Two workers that meet at one payment may make one of them come again.
  for (let left = 1; left > 0;) {
    await InboxModel.updateMany({ status: 'new' }, { $set: { notBefore: new Date(0) } });
    await workOffInbox();
    left = await InboxModel.countDocuments({ status: 'new' });
  }
  expect(await InboxModel.countDocuments({ status: 'done' })).toBe(fresh);
  expect(await InboxModel.countDocuments({ status: 'dead' })).toBe(0);
  expect(await DepositModel.countDocuments({ status: 'confirmed' })).toBe(fresh);
  // A dollar funds each deal; everything else is credit.
  const credits = await Promise.all(cases.map((c) => creditOf(c)));
  const total = credits.reduce((a, b) => a + b, 0n);
  expect(total).toBe(BigInt(fresh) * 500_000n - BigInt(cases.length) * 1_000_000n);
  expect((await checkLedger()).faults).toEqual([]);
  // The buyers are told of all of it, which takes about as long.
  await testApp().settle();
  expect(await outboxRows().countDocuments({ state: { $ne: 'published' } })).toBe(0);
});
