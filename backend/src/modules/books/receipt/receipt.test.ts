import { execFile } from 'node:child_process';
import { generateKeyPairSync, type KeyPairKeyObjectResult } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { database } from '../../../platform/mongo.ts';
import { inTransaction } from '../../../platform/transaction.ts';
import type { TestActor } from '../../../testing/actors.ts';
import { bookPayout, endPayout } from '../../../testing/booked-payouts.ts';
import {
  approvalOf,
  ASSET,
  dealIn,
  dealPath,
  does,
  FEE_BASE,
  PRICE_BASE,
  setEscrowStage,
  stage,
} from '../../../testing/escrow-stage.ts';
import { expectData, expectError } from '../../../testing/expect-envelope.ts';
import { person } from '../../../testing/marketplace.ts';
import { cancelPart, dealInParts } from '../../../testing/milestone-stage.ts';
import type { WaitingDeal } from '../../../testing/paid-deals.ts';
import { declineDeal } from '../../escrow/index.ts';
import { post, postings } from '../../ledger/index.ts';
import { issueReceipt } from './issue-receipt.ts';
import { keyIdOf } from './receipt-keys.ts';
import * as contract from './receipt.contract.ts';
import { ReceiptError, verifyReceipt } from './verify-receipt.mjs';

type ReceiptFile = z.output<(typeof contract.getReceipt)['output']>;

let completed: WaitingDeal;

beforeAll(async () => {
  await setEscrowStage();
  completed = await dealIn('delivered');
  await does(completed, 'approve', completed.buyer, await approvalOf(completed));
});

const ask = (deal: { requestId: string }, viewer: TestActor | null) =>
  stage()
    .api.get(`${dealPath(deal)}/receipt`)
    .set(viewer?.auth ?? {});
const receiptOf = async (deal: WaitingDeal, viewer: TestActor = deal.buyer): Promise<ReceiptFile> =>
  expectData(await ask(deal, viewer), contract.getReceipt);
const keys = async () =>
  expectData(await stage().api.get('/api/books/receipt-keys'), contract.listReceiptKeys);

const kinds = ({ receipt }: ReceiptFile): string[] =>
  receipt.entries.map((entry) => {
    if (entry.kind === 'step') return `step ${entry.data.action} ${entry.data.by}`;
    if (entry.kind === 'posting') return `posting ${entry.data.event}`;
    return entry.kind;
  });

const isIssued = async ({ contractId }: WaitingDeal): Promise<boolean> =>
  (await database()
    .collection('receipts')
    .countDocuments({ body: { $regex: contractId } })) === 1;

/** The error that the verifier ends with. */
async function faultOf(file: unknown, published: unknown): Promise<ReceiptError> {
  try {
    await verifyReceipt(file, published);
  } catch (error) {
    if (error instanceof ReceiptError) return error;
    throw error;
  }
  throw new Error('the verifier found nothing');
}

/** One character of an entry's data becomes another; everything else stays. */
function changeByte(file: ReceiptFile, entry: number): ReceiptFile {
  const copy = structuredClone(file);
  const found = copy.receipt.entries[entry];
  if (!found) throw new Error(`there is no entry ${entry}`);
  const text = JSON.stringify(found.data);
  const at = text.search(/[1-8]/);
  found.data = JSON.parse(`${text.slice(0, at)}${Number(text[at]) + 1}${text.slice(at + 1)}`) as never;
  return copy;
}

describe('the receipt of a finished deal', () => {
  it('tells everything from the agreement to the end, in order', async () => {
    const file = await receiptOf(completed);
    expect(kinds(file)).toEqual([
      'deal',
      'step acceptOffer buyer',
      'posting deposit',
      'step fund gateway',
      'posting fund',
      'step start seller',
      'step deliver seller',
      'step approve buyer',
      'posting release',
      'closing',
    ]);
    expect(file.receipt.entries.at(-1)).toMatchObject({
      data: {
        outcome: 'completed',
        cameIn: [{ source: 'deposit', asset: ASSET, amount: String(PRICE_BASE) }],
        wentTo: expect.arrayContaining([
          { place: 'seller_payable', holder: 'seller', asset: ASSET, amount: String(PRICE_BASE - FEE_BASE) },
        ]),
      },
    });
  });

  it('is the same for both, and the same whenever it is asked for', async () => {
    const [buyers, sellers, again] = [
      await receiptOf(completed),
      await receiptOf(completed, completed.seller),
      await receiptOf(completed),
    ];
    expect(sellers.receipt).toEqual(buyers.receipt);
    expect(again).toEqual(buyers);
    await inTransaction((tx) => issueReceipt(tx, completed.requestId));
    expect(await database().collection('receipts').countDocuments({ head: buyers.receipt.head })).toBe(1);
  });

  it('is issued once, however many ask at once', async () => {
    const deal = await dealIn('funded');
    await declineDeal(deal, deal.seller);
    const heads = await Promise.all(
      Array.from({ length: 6 }, async (_, index) =>
        receiptOf(deal, index % 2 === 0 ? deal.buyer : deal.seller),
      ),
    );
    expect(new Set(heads.map(({ receipt }) => receipt.head)).size).toBe(1);
    expect(heads[0]?.receipt.entries.at(-1)).toMatchObject({ data: { outcome: 'refunded' } });
  });

  it('is issued by the end of the deal itself, before anybody asks', async () => {
    const deal = await dealIn('funded');
    await declineDeal(deal, deal.seller);
    const inParts = await dealInParts();
    for (const number of [1, 2]) await cancelPart(inParts, number);
    await stage().settle();
    expect(await isIssued(deal)).toBe(true);
    expect(await isIssued(inParts)).toBe(false);
    expect((await cancelPart(inParts, 3)).status).toBe('refunded');
    await stage().settle();
    expect(await isIssued(inParts)).toBe(true);
  });

  it('does not exist while the deal goes on, nor for one that nobody paid', async () => {
    const open = await dealIn('funded');
    expectError(await ask(open, open.buyer), 'NOT_FOUND');
    const unpaid = await dealIn('awaiting_payment');
    await does(unpaid, 'abandon', unpaid.buyer);
    expectError(await ask(unpaid, unpaid.buyer), 'NOT_FOUND');
  });

  it('is nobody else’s', async () => {
    expectError(await ask(completed, await person('Stranger')), 'NOT_FOUND');
    expectError(await ask(completed, await person('Mila', { role: 'mediator' })), 'NOT_FOUND');
    expectError(await ask(completed, null), 'UNAUTHENTICATED');
    const admin = await person('Ada', { role: 'admin' });
    expect((await receiptOf(completed, admin)).receipt).toEqual((await receiptOf(completed)).receipt);
  });
});

describe('what happens afterwards', () => {
  it('is appended for its owner alone, and changes nothing that was issued', async () => {
    const deal = await dealIn('delivered');
    await does(deal, 'approve', deal.buyer, await approvalOf(deal));
    const before = await receiptOf(deal, deal.seller);
    expect(before.appendices).toEqual([]);

    const first = await bookPayout(deal.seller.id, 30_000_000n);
    const second = await bookPayout(deal.seller.id, 20_000_000n);
    // The second is paid first; as long as the first may come back, nobody can say what the second took.
    const secondTx = await endPayout(second, 'confirmed');
    expect((await receiptOf(deal, deal.seller)).appendices).toEqual([]);
    const firstTx = await endPayout(first, 'confirmed');

    const after = await receiptOf(deal, deal.seller);
    expect(after.receipt).toEqual(before.receipt);
    expect(after.appendices).toHaveLength(1);
    expect(after.appendices[0]?.entries.map(({ data }) => data)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ payoutId: first.id, amount: '30000000', txid: firstTx }),
        expect.objectContaining({ payoutId: second.id, amount: '20000000', txid: secondTx }),
      ]),
    );
    const third = await bookPayout(deal.seller.id, PRICE_BASE - FEE_BASE - 50_000_000n);
    await endPayout(third, 'confirmed');
    const last = await receiptOf(deal, deal.seller);
    expect(last.appendices).toHaveLength(2);
    expect(last.appendices[0]).toEqual(after.appendices[0]);
    expect(last.appendices[1]?.previous).toBe(after.appendices[0]?.head);
    expect(await receiptOf(deal, deal.seller)).toEqual(last);

    // Where the seller's money goes is not the buyer's to know.
    const buyers = await receiptOf(deal, deal.buyer);
    expect(buyers).toEqual({ receipt: before.receipt, appendices: [] });
    const text = JSON.stringify(buyers);
    for (const secret of [first.id, firstTx, first.destination]) expect(text).not.toContain(secret);

    const checked = await verifyReceipt(last, await keys());
    expect(checked.appendices).toHaveLength(2);
    const withoutFirst = { ...last, appendices: last.appendices.slice(1) };
    expect((await faultOf(withoutFirst, await keys())).message).toContain(
      'appendix 1: it is not the next one',
    );
  });

  it('is the buyer’s when money comes for a deal that is over', async () => {
    const deal = await dealIn('funded');
    await declineDeal(deal, deal.seller);
    const before = await receiptOf(deal);
    const depositId = deal.offerId;
    const refs = { requestId: deal.requestId, contractId: deal.contractId, paymentId: deal.offerId };
    const late = { asset: ASSET, amountBase: 7n, depositId, sequence: 1, refs };
    await inTransaction(async (tx) => {
      await post(tx, postings.deposit(late));
      await post(tx, postings.unfundedRefund({ ...late, buyerId: deal.buyer.id }));
    });
    const after = await receiptOf(deal);
    expect(after.receipt).toEqual(before.receipt);
    expect(after.appendices[0]?.entries.map(({ kind }) => kind)).toEqual(['posting', 'posting']);
    expect((await receiptOf(deal, deal.seller)).appendices).toEqual([]);
  });
});

describe('the verifier', () => {
  it('accepts what was issued, also with the envelope around it', async () => {
    const response = await ask(completed, completed.buyer);
    const published = await stage().api.get('/api/books/receipt-keys');
    const { entries, keyId } = await verifyReceipt(response.body, published.body);
    expect(entries).toBe(10);
    expect(keyId).toBe((await keys()).keys[0]?.keyId);
  });

  it('says which entry was changed, whichever it is and by a single character', async () => {
    const file = await receiptOf(completed);
    for (const [index, entry] of file.receipt.entries.entries()) {
      if (!/[1-8]/.test(JSON.stringify(entry.data))) continue;
      const { entry: found, message } = await faultOf(changeByte(file, index), await keys());
      expect([index, found]).toEqual([index, index]);
      expect(message).toContain(`entry ${index} (${entry.kind}`);
    }
  });

  it('finds what was taken out, put in, moved, cut off, dated back, or signed by somebody else', async () => {
    const file = await receiptOf(completed);
    const published = await keys();
    const withEntries = (entries: unknown[], head = file.receipt.head) => ({
      ...file,
      receipt: { ...file.receipt, entries, head },
    });
    const { entries } = file.receipt;
    expect((await faultOf(withEntries(entries.toSpliced(3, 1)), published)).entry).toBe(3);
    expect((await faultOf(withEntries(entries.toSpliced(3, 0, entries[2] as never)), published)).entry).toBe(
      3,
    );
    const [first, second, ...rest] = entries;
    expect((await faultOf(withEntries([second, first, ...rest]), published)).entry).toBe(0);
    const cut = entries.slice(0, -1);
    expect((await faultOf(withEntries(cut), published)).message).toContain('entries at its end are missing');
    const cutAgain = withEntries(cut, cut.at(-1)?.hash ?? '');
    expect((await faultOf(cutAgain, published)).message).toContain('signature');
    const dated = { ...file, receipt: { ...file.receipt, issuedAt: '2020-01-01T00:00:00.000Z' } };
    expect((await faultOf(dated, published)).message).toContain('signature');
    expect((await faultOf({ nothing: true }, published)).message).toContain('not a file with a receipt');
    expect((await faultOf(file, { keys: [] })).message).toContain('not among those published');
  });

  it('is not taken in by another key under our key’s id', async () => {
    const file = await receiptOf(completed);
    const { publicKey }: KeyPairKeyObjectResult = generateKeyPairSync('ed25519');
    const raw = publicKey.export({ format: 'jwk' }).x ?? '';
    const keyId = file.receipt.signature.keyId;
    const forged = { keys: [{ keyId, algorithm: 'Ed25519', publicKey: raw, status: 'current' }] };
    expect((await faultOf(file, forged)).message).toContain('not the one its id says');
    const own = { ...file, receipt: { ...file.receipt, signature: { ...file.receipt.signature } } };
    own.receipt.signature.keyId = keyIdOf(raw);
    const published = { keys: [{ keyId: keyIdOf(raw), publicKey: raw }] };
    expect((await faultOf(own, published)).message).toContain('not that of the published key');
  });

  it('is served as it is, and runs offline', async () => {
    const response = await stage().api.get('/api/books/receipt-verifier');
    expect(response.headers['content-disposition']).toContain('verify-receipt.mjs');
    const folder = await mkdtemp(join(tmpdir(), 'amn-receipt-'));
    try {
      const run = promisify(execFile);
      const file = await receiptOf(completed);
      const source = fileURLToPath(new URL('./verify-receipt.mjs', import.meta.url));
      const [receipt, published] = [join(folder, 'receipt.json'), join(folder, 'keys.json')];
      await writeFile(receipt, JSON.stringify(file));
      await writeFile(published, JSON.stringify(await keys()));
      const { stdout } = await run(process.execPath, [source, receipt, published]);
      expect(stdout).toContain(`receipt ${file.receipt.receiptId}: 10 entries, unchanged`);
      await writeFile(receipt, JSON.stringify(changeByte(file, 8)));
      await expect(run(process.execPath, [source, receipt, published])).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringContaining('entry 8 (posting'),
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
