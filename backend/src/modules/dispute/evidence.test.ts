import { beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { database } from '../../platform/mongo.ts';
import type { TestActor } from '../../testing/actors.ts';
import {
  ask,
  atDesk,
  caseIn,
  deskPeople,
  openedCase,
  party,
  partyDoes,
  readDispute,
  setDisputeStage,
  stage,
  timerActs,
  type Case,
} from '../../testing/dispute-stage.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { checkLedger } from '../ledger/index.ts';
import type { newEvidenceSchema } from './dispute-shapes.contract.ts';
import * as contract from './dispute.contract.ts';
import { chainFault } from './evidence.chain.ts';
import { findChain } from './evidence.repository.ts';
import * as evidenceRepository from './evidence.repository.ts';

beforeAll(() => setDisputeStage({ relay: false }));

type NewEvidence = z.input<typeof newEvidenceSchema>;

const add = (at: Case, by: TestActor, evidence: NewEvidence | object, key?: string) =>
  party(at, 'evidence', by, { evidence }, key);

async function read(at: Case, viewer: TestActor, query = '') {
  const response = await ask(`/api/disputes/${at.disputeId}/evidence${query}`, viewer, undefined, {
    method: 'get',
  });
  return expectData(response, contract.listEvidence);
}

async function upload(by: TestActor, text: string): Promise<string> {
  const response = await stage()
    .api.post('/api/files')
    .set(by.auth)
    .attach('file', Buffer.from(text), { filename: 'letter.txt', contentType: 'text/plain' });
  return (response.body as { data: { id: string } }).data.id;
}

const TXID = `0x${'aB'.repeat(32)}`;

describe('evidence', () => {
  it('of every kind is kept word for word and linked to the piece before', async () => {
    const at = await caseIn('negotiation');
    const text = 'As agreed in the chat of March.';
    const fileId = await upload(at.buyer, text);
    await add(at, at.buyer, { kind: 'message', text: 'The second line\nis empty:\n' });
    await add(at, at.buyer, { kind: 'file', fileId, caption: 'The letter' });
    await add(at, at.seller, { kind: 'tracking', carrier: 'DHL', trackingNumber: '00340434161094042557' });
    await add(at, at.seller, { kind: 'transaction', asset: 'ETH-USDT', txid: TXID, note: 'Sent back' });
    const { items } = await read(at, at.seller);
    expect(items.map(({ seq, kind, by }) => `${seq} ${kind} ${by}`)).toEqual([
      '1 statement buyer',
      '2 statement seller',
      '3 message buyer',
      '4 file buyer',
      '5 tracking seller',
      '6 transaction seller',
    ]);
    expect(items[3]).toMatchObject({
      caption: 'The letter',
      file: { id: fileId, name: 'letter.txt' },
      sha256: createHash('sha256').update(text).digest('hex'),
    });
    expect(items[5]).toMatchObject({ txid: TXID.toLowerCase(), network: 'Ethereum', asset: 'ETH-USDT' });
    items.forEach(({ prevHash }, index) => {
      expect(prevHash).toBe(items[index - 1]?.hash ?? '');
    });
    const { evidenceCount, evidenceHead } = await readDispute(at);
    expect([evidenceCount, evidenceHead]).toEqual([6, items[5]?.hash]);
    expect(chainFault(await findChain(at.disputeId), { count: 6, hash: evidenceHead })).toBeNull();
  });

  it('is read page by page in its order', async () => {
    const at = await caseIn('negotiation');
    for (const text of ['a', 'b', 'c']) await add(at, at.seller, { kind: 'message', text });
    const first = await read(at, at.buyer, '?limit=2');
    const second = await read(at, at.buyer, `?limit=2&cursor=${first.nextCursor ?? ''}`);
    const third = await read(at, at.buyer, `?limit=2&cursor=${second.nextCursor ?? ''}`);
    expect([first, second, third].map(({ items }) => items.map(({ seq }) => seq))).toEqual([
      [1, 2],
      [3, 4],
      [5],
    ]);
    expect(third.nextCursor).toBeNull();
    expectError(
      await ask(`/api/disputes/${at.disputeId}/evidence?cursor=abc`, at.buyer, undefined, { method: 'get' }),
      'VALIDATION_FAILED',
    );
  });

  it('cannot be changed or taken away: there is no way in', () => {
    const names = Object.keys(evidenceRepository).filter((name) =>
      /update|delete|remove|set|put/i.test(name),
    );
    expect(names).toEqual([]);
  });

  it('that was touched in the database fails the check of the books', async () => {
    const at = await caseIn('negotiation');
    const rows = database().collection('dispute_evidence');
    const [first] = await findChain(at.disputeId);
    const change = (text: unknown) =>
      rows.updateOne({ hash: first?.hash ?? '' }, { $set: { 'content.text': text } });
    await change('I have received everything.');
    const { faults } = await checkLedger();
    expect(faults).toEqual([
      { invariant: 'evidence is an unbroken chain', detail: `dispute ${at.disputeId}: piece 1 was changed` },
    ]);
    await change(first?.content['text']);
    expect((await checkLedger()).ok).toBe(true);
  });

  it('handed in at the same moment by both takes its places one after the other', async () => {
    const at = await openedCase();
    const send = (by: TestActor, text: string) => add(at, by, { kind: 'message', text });
    for (const round of [1, 2, 3, 4, 5]) {
      await Promise.all([send(at.buyer, `b${round}`), send(at.seller, `s${round}`)]);
    }
    const { evidenceCount, evidenceHead } = await readDispute(at);
    expect(
      chainFault(await findChain(at.disputeId), { count: evidenceCount, hash: evidenceHead }),
    ).toBeNull();
    expect(evidenceCount).toBeGreaterThanOrEqual(6);
  });

  it('with one Idempotency-Key is handed in once', async () => {
    const at = await openedCase();
    for (let sent = 0; sent < 3; sent += 1) {
      await add(at, at.buyer, { kind: 'message', text: 'Once.' }, 'hand-it-in-once');
    }
    expect((await readDispute(at)).evidenceCount).toBe(2);
  });
});

describe('a transaction', () => {
  it.each([
    ['ETH-USDT', 'aB'.repeat(32)],
    ['ETH-USDT', `0x${'ab'.repeat(31)}`],
    ['ETH-USDT', `0x${'zz'.repeat(32)}`],
    ['BTC', `0x${'ab'.repeat(32)}`],
  ])('of %s that looks like %s is none', async (asset, txid) => {
    const at = await openedCase();
    expectError(await add(at, at.buyer, { kind: 'transaction', asset, txid }), 'VALIDATION_FAILED');
  });

  it('of a coin without tokens, and of one that nobody knows', async () => {
    const at = await openedCase();
    expect(
      (await add(at, at.buyer, { kind: 'transaction', asset: 'BTC', txid: 'AB'.repeat(32) })).status,
    ).toBe(200);
    expectError(
      await add(at, at.buyer, { kind: 'transaction', asset: 'NOPE', txid: TXID }),
      'ASSET_NOT_ACCEPTED',
    );
    expect((await readDispute(at)).evidenceCount).toBe(2);
  });
});

describe('a file', () => {
  const download = async (fileId: string, by: TestActor) =>
    (await stage().api.get(`/api/files/${fileId}`).set(by.auth)).status;

  it('is read by both parties and the mediator who has the case, not by the rest of the desk', async () => {
    const { mediator, second, admin } = deskPeople();
    const at = await caseIn('negotiation');
    const fileId = await upload(at.seller, 'The design, in full.');
    expectError(await add(at, at.buyer, { kind: 'file', fileId }), 'VALIDATION_FAILED');
    expect((await add(at, at.seller, { kind: 'file', fileId })).status).toBe(200);
    expect([await download(fileId, at.buyer), await download(fileId, at.seller)]).toEqual([200, 200]);
    expect([await download(fileId, mediator), await download(fileId, second)]).toEqual([404, 404]);
    await timerActs(at);
    await atDesk(at, 'assign', mediator, { mediatorId: mediator.id });
    const later = await upload(at.buyer, 'My own notes.');
    await add(at, at.buyer, { kind: 'file', fileId: later });
    for (const id of [fileId, later]) {
      expect([await download(id, mediator), await download(id, second), await download(id, admin)]).toEqual([
        200, 404, 404,
      ]);
    }
  });
});

describe('a mediator', () => {
  it('asks the parties where both can read it', async () => {
    const { mediator } = deskPeople();
    const at = await caseIn('mediation');
    await partyDoes(at, 'evidence', mediator, {
      evidence: { kind: 'message', text: 'Where is file three?' },
    });
    const last = (await read(at, at.buyer)).items.at(-1);
    expect(last).toMatchObject({ by: 'mediator', author: { name: 'Mila' } });
  });
});
