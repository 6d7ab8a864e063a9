import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { DAY_MS } from '../../../platform/clock.ts';
import { database } from '../../../platform/mongo.ts';
import { signInAs, type TestActor } from '../../../testing/actors.ts';
import { expectData, expectError } from '../../../testing/expect-envelope.ts';
import { giveBalance } from '../../../testing/money.ts';
import { opened, setPayinStage, shows, tells, testApp, transaction } from '../../../testing/payin-stage.ts';
import { atSuiteEnd } from '../../../testing/suite-end.ts';
import * as ledger from '../../ledger/ledger.contract.ts';
import * as contract from './liabilities.contract.ts';
import { publishDaily } from './publish-snapshot.ts';
import { verifyProofs } from './verify-liabilities.mjs';

let admin: TestActor;
let seller: TestActor;
let buyer: TestActor;
let snapshotId: string;

const list = async (query = '') =>
  expectData(await testApp().api.get(`/api/books/liabilities${query}`), contract.listLiabilities);

const proofOf = async (who: TestActor, id = snapshotId) =>
  expectData(
    await testApp().api.get(`/api/books/liabilities/${id}/proof`).set(who.auth),
    contract.proveLiabilities,
  );

beforeAll(async () => {
  await setPayinStage();
  [admin, seller] = await Promise.all([signInAs({ role: 'admin' }), signInAs()]);
  // A deal whose money is in escrow, and people with balances of two assets.
  const deal = await opened(10_000);
  const paid = transaction('100');
  shows(deal.invoice, paid);
  await tells(deal.invoice, paid);
  buyer = deal.deal.buyer;
  await giveBalance(seller.id, 40_000_000n);
  await giveBalance(seller.id, 2_000_000n, 'refund_payable');
  await giveBalance(seller.id, 5n, 'buyer_credit', 'ETH-USDC');
  for (let index = 0; index < 20; index += 1)
    await giveBalance(new Types.ObjectId().toHexString(), 1_000_000n);
  const made = await testApp().api.post('/api/books/liabilities').set(admin.auth).send({});
  snapshotId = expectData(made, contract.publishLiabilities).id;
});

describe('a snapshot', () => {
  it('is for everybody to read, and adds up to what all are owed', async () => {
    const { items } = await list();
    expect(items).toHaveLength(1);
    const held = expect.objectContaining({ asset: 'ETH-USDT' });
    expect(items[0]?.assets).toMatchObject([
      { asset: 'ETH-USDC', total: { amount: '5' }, unassigned: { amount: '0' } },
      { asset: 'ETH-USDT', total: { amount: '162000000' }, unassigned: { amount: '0' }, held },
    ]);
    expect(items[0]?.assets[1]?.held.amount).toBe('162000000');
  });

  it('is taken by admins only', async () => {
    expectError(await testApp().api.post('/api/books/liabilities').set(buyer.auth).send({}), 'FORBIDDEN');
  });
});

describe('a proof', () => {
  it('is one’s own: the buyer’s escrow, the seller’s balances of each asset', async () => {
    const bought = await proofOf(buyer);
    expect(bought.proofs.map(({ asset, balance }) => [asset, balance])).toEqual([['ETH-USDT', '100000000']]);
    const sold = await proofOf(seller);
    expect(sold.proofs.map(({ asset, balance }) => [asset, balance])).toEqual([
      ['ETH-USDC', '5'],
      ['ETH-USDT', '42000000'],
    ]);
    const sheet = await testApp().api.get('/api/ledger/balances').set(buyer.auth);
    expect(expectData(sheet, ledger.getBalances).items[0]?.escrowBuying.amount).toBe('100000000');
  });

  it('leads to the published root and total', async () => {
    const published = await list();
    for (const who of [buyer, seller]) {
      const answer = await proofOf(who);
      expect(await verifyProofs(answer, published)).toHaveLength(answer.proofs.length);
    }
  });

  it('proves nothing for somebody else', async () => {
    const published = await list();
    const answer = await proofOf(seller);
    await expect(verifyProofs({ ...answer, userId: buyer.id }, published)).rejects.toThrow('published root');
    const stranger = await proofOf(await signInAs());
    expect(stranger.proofs).toEqual([]);
  });

  it('tells no other person’s id and no other nonce', async () => {
    const text = JSON.stringify(await proofOf(seller));
    expect(text).not.toContain(buyer.id);
    expect(text.match(/nonce/g)).toHaveLength(2);
  });

  it('is there for published snapshots only', async () => {
    const unknown = new Types.ObjectId().toHexString();
    expectError(
      await testApp().api.get(`/api/books/liabilities/${unknown}/proof`).set(seller.auth),
      'NOT_FOUND',
    );
    expectError(await testApp().api.get(`/api/books/liabilities/${snapshotId}/proof`), 'UNAUTHENTICATED');
  });
});

describe('the verifier', () => {
  const run = promisify(execFile);
  const source = fileURLToPath(new URL('./verify-liabilities.mjs', import.meta.url));

  it('is handed out as it is', async () => {
    const response = await testApp().api.get('/api/books/verifier');
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(response.headers['content-disposition']).toContain('verify-liabilities.mjs');
  });

  it('runs alone on the answers as they were saved, and ends with 1 for a forged one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'amn-proof-'));
    atSuiteEnd(() => rm(folder, { recursive: true, force: true }));
    const [mine, published] = ['mine.json', 'published.json'].map((name) => join(folder, name)) as [
      string,
      string,
    ];
    const saved = await testApp().api.get(`/api/books/liabilities/${snapshotId}/proof`).set(seller.auth);
    await writeFile(mine, JSON.stringify(saved.body));
    await writeFile(published, JSON.stringify((await testApp().api.get('/api/books/liabilities')).body));
    const good = await run(process.execPath, [source, mine, published]);
    expect(good.stdout).toContain('✓ ETH-USDT: your 42000000 base units are part of the 162000000');

    await writeFile(mine, JSON.stringify(saved.body).replace('"42000000"', '"43000000"'));
    await expect(run(process.execPath, [source, mine, published])).rejects.toMatchObject({ code: 1 });
    await expect(run(process.execPath, [source])).rejects.toMatchObject({ code: 2 });
  });
});

describe('the daily snapshot', () => {
  it('is taken once a day, however many processes think of it', async () => {
    await Promise.all(Array.from({ length: 4 }, () => publishDaily()));
    expect((await list()).items).toHaveLength(2);
    await testApp().advance(DAY_MS);
    await publishDaily();
    const { items, nextCursor } = await list('?limit=2');
    expect(items).toHaveLength(2);
    expect((await list(`?cursor=${nextCursor ?? ''}`)).items.map(({ id }) => id)).toEqual([snapshotId]);
  });

  it('has other places and nonces for the same people each time', async () => {
    const [newest] = (await list()).items;
    const [before, after] = [await proofOf(seller), await proofOf(seller, newest?.id)];
    expect(after.proofs.map(({ balance }) => balance)).toEqual(before.proofs.map(({ balance }) => balance));
    expect(after.proofs[0]?.nonce).not.toBe(before.proofs[0]?.nonce);
  });

  it('left half written by a process that died is not shown, and taken again later', async () => {
    const snapshots = database().collection('liability_snapshots');
    await testApp().advance(DAY_MS);
    const slot = `day:${new Date(Date.now() + 2 * DAY_MS).toISOString().slice(0, 10)}`;
    const draft = { slot, status: 'draft', at: new Date(), assets: [] };
    await snapshots.insertOne({ ...draft, takenAt: new Date() });
    await publishDaily();
    expect((await list()).items).toHaveLength(3);
    await snapshots.updateOne({ slot }, { $set: { takenAt: new Date(Date.now() - DAY_MS) } });
    await publishDaily();
    expect((await list()).items).toHaveLength(4);
    expect(await snapshots.countDocuments({ status: 'draft' })).toBe(0);
  });

  it('is refused when the books are unsound: an escrow of nobody', async () => {
    const balances = database().collection<{ _id: string }>('ledger_balances');
    const account = `escrow:${new Types.ObjectId().toHexString()}:${new Types.ObjectId().toHexString()}`;
    const row = {
      _id: `${account}|ETH-USDT`,
      account,
      asset: 'ETH-USDT',
      balance: Types.Decimal128.fromString('1'),
    };
    await balances.insertOne(row);
    const response = await testApp().api.post('/api/books/liabilities').set(admin.auth).send({});
    expectError(response, 'INTERNAL');
    await balances.deleteOne({ _id: row._id });
    expect((await list()).items).toHaveLength(4);
  });
});
