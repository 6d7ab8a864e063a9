import { beforeAll, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { events } from '../../app/endpoints.ts';
import { wireModules } from '../../app/wire.ts';
import { registerEventTypes } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { startPlatform } from '../../testing/platform.ts';
import { checkLedger, post, postings, registerInvariant } from './index.ts';

/** The check reads for a while, and money moves meanwhile: it must see all of it or nothing. */

const ASSET = 'ETH-USDT';
const buyerId = new Types.ObjectId().toHexString();

/** Comes in, is owed to a buyer, and makes a refund that waits: the check looks at each of them by itself. */
async function moveMoney(): Promise<void> {
  const deposit = {
    asset: ASSET,
    amountBase: 5n,
    depositId: new Types.ObjectId().toHexString(),
    sequence: 1,
    refs: {},
  };
  await inTransaction(async (tx) => {
    await post(tx, postings.deposit(deposit));
    await post(tx, postings.unfundedRefund({ ...deposit, buyerId }));
  });
}

let atEachCheck: () => Promise<void> = () => Promise.resolve();

beforeAll(async () => {
  // Before the invariants of the modules: they read what the ledger's sums, which are there by then, do not have.
  registerInvariant('money moves while the books are read', async () => {
    await atEachCheck();
    return [];
  });
  wireModules();
  registerEventTypes(events);
  await startPlatform();
});

it('does not see what is posted between two of its reads', async () => {
  await moveMoney();
  let moved = 0;
  atEachCheck = async () => {
    await moveMoney();
    moved += 1;
  };
  const during = await checkLedger();
  atEachCheck = () => Promise.resolve();
  const after = await checkLedger();
  expect({ moved, during: during.faults, after: after.faults }).toEqual({ moved: 1, during: [], after: [] });
  // And sees what was posted before it began.
  expect([during.postings, after.postings]).toEqual([2, 4]);
});

it('finds nothing wrong in sound books, however fast they fill', async () => {
  let checking = true;
  const traffic = [1, 2, 3].map(async () => {
    while (checking) await moveMoney();
  });
  const faults: unknown[] = [];
  for (let look = 0; look < 8; look += 1) faults.push(...(await checkLedger()).faults);
  checking = false;
  await Promise.all(traffic);
  expect(faults).toEqual([]);
});
