import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Types } from 'mongoose';
import pino from 'pino';
import { endpoints } from '../../app/endpoints.ts';
import { database } from '../../platform/mongo.ts';
import { logger } from '../../platform/logger.ts';
import {
  ask,
  atDesk,
  caseIn,
  deskDoes,
  deskPeople,
  party,
  partyDoes,
  readCase,
  readDispute,
  setDisputeStage,
  stage,
  sum,
  type Case,
} from '../../testing/dispute-stage.ts';
import { booksOf } from '../../testing/escrow-stage.ts';
import { expectError } from '../../testing/expect-envelope.ts';
import { person } from '../../testing/marketplace.ts';
import type { TestActor } from '../../testing/actors.ts';

beforeAll(() => setDisputeStage());

/** Numbers that occur nowhere else: the sums that the two sides seal, and what follows from them. */
const BUYERS = 71_234_567n;
const SELLERS = 83_456_789n;
/** A seller's sum that leaves room for the buyer's. */
const MODEST = 11_122_233n;
const TRACES = [BUYERS, SELLERS].flatMap((secret) => [
  String(secret),
  // As decimals, as what would be left for the other side, and as hundredths of a per cent.
  `${secret / 1_000_000n}.${secret % 1_000_000n}`,
  String(100_000_000n - secret),
  String(secret / 10_000n),
]);

function expectNoTrace(what: string, text: string, traces: readonly string[] = TRACES): void {
  for (const trace of traces) {
    expect({ what, trace, found: new RegExp(`(?<![0-9a-f])${trace}(?![0-9a-f])`).test(text) }).toEqual({
      what,
      trace,
      found: false,
    });
  }
}

/** Every answer that somebody can get about a dispute, as text; errors included. */
async function allThatIsShownTo(at: Case, viewer: TestActor): Promise<Map<string, string>> {
  const ids: Record<string, string> = { disputeId: at.disputeId, requestId: at.requestId };
  const texts = new Map<string, string>();
  for (const { method, path, access, operationId } of endpoints) {
    if (method !== 'get' || access === 'sandbox' || access === 'gateway') continue;
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
    if (names.some((name) => ids[name] === undefined)) continue;
    const filled = path.replace(/:(\w+)/g, (_whole, name: string) => ids[name] ?? '');
    const query = operationId === 'listEvents' ? '?afterSeq=0&limit=200' : '';
    const response = await ask(`${filled}${query}`, viewer, undefined, { method: 'get' });
    texts.set(operationId, `${response.text} ${JSON.stringify(response.headers)}`);
  }
  return texts;
}

async function sealedOnBothSides(): Promise<Case> {
  const at = await caseIn('mediation');
  expect((await partyDoes(at, 'sealed-split', at.buyer, { least: sum(BUYERS) })).status).toBe('mediation');
  expect((await partyDoes(at, 'sealed-split', at.seller, { least: sum(SELLERS) })).status).toBe('mediation');
  await stage().settle();
  return at;
}

describe('sealed sums that leave no room', () => {
  it('are shown to nobody but the one who sealed them, in no answer of the API', async () => {
    const { mediator, second, admin } = deskPeople();
    const at = await sealedOnBothSides();
    const stranger = await person('Stranger');
    for (const [who, viewer] of Object.entries({ mediator, second, admin, stranger })) {
      const texts = await allThatIsShownTo(at, viewer);
      expect(texts.size).toBeGreaterThan(10);
      for (const [operation, text] of texts) expectNoTrace(`${operation} to ${who}`, text);
    }
    const half = TRACES.length / 2;
    for (const [operation, text] of await allThatIsShownTo(at, at.buyer)) {
      expectNoTrace(`${operation} to the buyer`, text, TRACES.slice(half));
    }
    for (const [operation, text] of await allThatIsShownTo(at, at.seller)) {
      expectNoTrace(`${operation} to the seller`, text, TRACES.slice(0, half));
    }
    expect((await readDispute(at, at.buyer)).sealed).toEqual({
      ...{ yours: sum(BUYERS), otherHasOne: true },
      tries: { left: 2, of: 3 },
    });
    expect((await readDispute(at, at.seller)).sealed).toMatchObject({
      yours: sum(SELLERS),
      otherHasOne: true,
    });
    expect((await readCase(at, mediator)).dispute.sealed).toBeNull();
  });

  it('are in no event, notification, mail, log or piece of evidence, and in one collection only', async () => {
    const at = await sealedOnBothSides();
    const collections = await database().listCollections().toArray();
    const holding: string[] = [];
    for (const { name } of collections) {
      const text = JSON.stringify(await database().collection(name).find().toArray());
      if (TRACES.some((trace) => new RegExp(`(?<![0-9a-f])${trace}(?![0-9a-f])`).test(text)))
        holding.push(name);
    }
    // The answer to a request with an Idempotency-Key is kept for its own sender; none was sent here.
    expect(holding).toEqual(['dispute_sealed_splits']);
    const events = await database().collection('outbox').find({ 'ids.disputeId': at.disputeId }).toArray();
    expect(events.filter(({ name }) => name === 'dispute:split-sealed')).toHaveLength(2);
    for (const { ids } of events) {
      expect(Object.keys(ids as object).sort()).toEqual(['disputeId', 'requestId']);
    }
  });

  it('are in no line that the log writes, at its most talkative', async () => {
    const lines: string[] = [];
    const streams = logger() as unknown as Record<symbol, { write: (line: string) => void } | undefined>;
    const stream = streams[pino.symbols.streamSym];
    if (!stream) throw new Error('the logger writes somewhere');
    const spy = jest.spyOn(stream, 'write').mockImplementation((line) => {
      lines.push(line);
    });
    const level = logger().level;
    logger().level = 'trace';
    try {
      const at = await sealedOnBothSides();
      const refused = await party(at, 'sealed-split', at.buyer, { least: sum(BUYERS, 'ETH-USDC') });
      expectError(refused, 'VALIDATION_FAILED');
      expectNoTrace('refusal', refused.text);
      expect(lines.filter((line) => line.includes(`/api/disputes/${at.disputeId}/sealed-split`)).length).toBe(
        3,
      );
    } finally {
      logger().level = level;
      spy.mockRestore();
    }
    expectNoTrace('log', lines.join('\n'));
  });

  it('say nothing by being replaced, refused or taken back', async () => {
    const at = await sealedOnBothSides();
    const again = await party(at, 'sealed-split', at.buyer, { least: sum(BUYERS - 1n) });
    expectNoTrace('answer', again.text, [String(SELLERS)]);
    const taken = await partyDoes(at, 'sealed-split', at.buyer, { least: sum(BUYERS) });
    expect(taken.sealed?.otherHasOne).toBe(true);
    const { text } = await ask(`/api/disputes/${at.disputeId}/sealed-split`, at.seller, undefined, {
      method: 'delete',
    });
    expectNoTrace('answer', text, [String(BUYERS)]);
    expect((await readDispute(at)).sealed).toMatchObject({ yours: sum(BUYERS), otherHasOne: false });
    expectError(
      await ask(`/api/disputes/${at.disputeId}/sealed-split`, at.seller, undefined, { method: 'delete' }),
      'INVALID_TRANSITION',
    );
  });

  it('cannot be felt for: a side has three tries, also when it takes them back', async () => {
    const at = await caseIn('mediation');
    await partyDoes(at, 'sealed-split', at.seller, { least: sum(SELLERS) });
    for (const step of [0n, 1n, 2n]) {
      const { sealed, abilities } = await partyDoes(at, 'sealed-split', at.buyer, {
        least: sum(BUYERS - step),
      });
      expect(sealed?.tries).toEqual({ left: 2 - Number(step), of: 3 });
      expect(abilities.includes('sealSplit')).toBe(step < 2n);
    }
    const path = `/api/disputes/${at.disputeId}/sealed-split`;
    expect((await ask(path, at.buyer, undefined, { method: 'delete' })).status).toBe(200);
    expectError(await party(at, 'sealed-split', at.buyer, { least: sum(1) }), 'INVALID_TRANSITION');
    const { sealed, abilities } = await readDispute(at, at.buyer);
    expect(sealed).toEqual({ yours: null, otherHasOne: true, tries: { left: 0, of: 3 } });
    expect(abilities.filter((action) => /seal/i.test(action))).toEqual([]);
    // The other side has its own, and nothing was settled by the sum that came too late.
    const others = await partyDoes(at, 'sealed-split', at.seller, { least: sum(SELLERS - 1n) });
    expect([others.status, others.sealed?.tries]).toEqual(['mediation', { left: 1, of: 3 }]);
  });

  it('of one side, entered at one moment, are no more than its tries', async () => {
    const at = await caseIn('mediation');
    const sums = [1n, 2n, 3n, 4n, 5n, 6n].map((step) => sum(BUYERS - step));
    const answers = await Promise.all(sums.map((least) => party(at, 'sealed-split', at.buyer, { least })));
    const done = answers.filter(({ status }) => status === 200).length;
    expect(done).toBeLessThanOrEqual(3);
    expect((await readDispute(at, at.buyer)).sealed?.tries).toEqual({ left: 3 - done, of: 3 });
  });

  it('are gone when the dispute ends otherwise', async () => {
    const at = await sealedOnBothSides();
    const { splits } = await partyDoes(at, 'splits', at.buyer, { buyerGets: sum(40_000_000n) });
    await partyDoes(at, `splits/${splits[0]?.id ?? ''}/accept`, at.seller);
    expect((await readDispute(at)).sealed).toMatchObject({ yours: null, otherHasOne: false });
    const left = await database()
      .collection('dispute_sealed_splits')
      .countDocuments({ disputeId: new Types.ObjectId(at.disputeId) });
    expect(left).toBe(0);
  });
});

describe('sealed sums that leave room', () => {
  it('settle in the middle, and both learn where that is', async () => {
    const at = await caseIn('negotiation');
    const first = await partyDoes(at, 'sealed-split', at.buyer, { least: sum(BUYERS) });
    expect(first).toMatchObject({
      status: 'negotiation',
      sealed: { yours: sum(BUYERS), otherHasOne: false },
    });
    const settled = await partyDoes(at, 'sealed-split', at.seller, { least: sum(MODEST) });
    expect(settled).toMatchObject({ status: 'settled', outcome: { how: 'sealed' } });
    const room = 100_000_000n - BUYERS - MODEST;
    const gets = BUYERS + (room + 1n) / 2n;
    expect((await booksOf(at)).buyer).toBe(gets);
    expect((await readDispute(at)).outcome?.division.buyerGets).toEqual(sum(gets));
    expect((await readDispute(at)).sealed).toMatchObject({ yours: null, otherHasOne: false });
  });
});

describe('internal notes', () => {
  const SECRET = 'The seller has three cases like this one.';

  it('are shown at the desk only', async () => {
    const { mediator, second, admin } = deskPeople();
    const at = await caseIn('mediation');
    await deskDoes(at, 'notes', mediator, { text: SECRET });
    await deskDoes(at, 'reassign', mediator, { mediatorId: second.id, reason: `${SECRET} I know them.` });
    await stage().settle();
    for (const viewer of [mediator, second, admin]) {
      expect((await readCase(at, viewer)).notes.map(({ text }) => text)).toEqual([
        SECRET,
        `${SECRET} I know them.`,
      ]);
    }
    for (const viewer of [at.buyer, at.seller]) {
      for (const text of (await allThatIsShownTo(at, viewer)).values()) expect(text).not.toContain(SECRET);
      expectError(
        await ask(`/api/mediation/disputes/${at.disputeId}`, viewer, undefined, { method: 'get' }),
        'FORBIDDEN',
      );
      expectError(await atDesk(at, 'notes', viewer, { text: 'Mine.' }), 'FORBIDDEN');
    }
    expect(JSON.stringify(await database().collection('outbox').find().toArray())).not.toContain(SECRET);
  });
});

describe('a dispute', () => {
  it('does not exist for anybody else', async () => {
    const at = await caseIn('negotiation');
    const stranger = await person('Stranger');
    for (const path of ['', '/evidence']) {
      expectError(
        await ask(`/api/disputes/${at.disputeId}${path}`, stranger, undefined, { method: 'get' }),
        'NOT_FOUND',
      );
    }
    const list = await ask(`/api/disputes?requestId=${at.requestId}`, stranger, undefined, { method: 'get' });
    expect(list.body).toMatchObject({ data: { items: [], nextCursor: null } });
  });
});
