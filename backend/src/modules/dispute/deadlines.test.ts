import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Types } from 'mongoose';
import { DAY_MS, HOUR_MS, MINUTE_MS, now } from '../../platform/clock.ts';
import { database } from '../../platform/mongo.ts';
import {
  atDesk,
  caseIn,
  decision,
  deskDoes,
  deskPeople,
  HALF,
  party,
  partyDoes,
  proposalOf,
  readCase,
  readDispute,
  setDisputeStage,
  stage,
  STATEMENT,
  sum,
  type Case,
  type LiveStatus,
} from '../../testing/dispute-stage.ts';
import { booksOf, FEE_BASE, postedFor, PRICE_BASE } from '../../testing/escrow-stage.ts';
import { expectError } from '../../testing/expect-envelope.ts';
import { eventsOf } from '../../testing/marketplace.ts';
import { mayLose } from '../../testing/races.ts';
import { disputeDeadlines } from './dispute.deadlines.ts';

jest.setTimeout(60_000);
beforeAll(() => setDisputeStage());
// A clock that is moved would move the cases of all tests before as well.
afterEach(() =>
  database()
    .collection('disputes')
    .updateMany({}, { $set: { deadlines: [] } }),
);

const HELD = { escrow: PRICE_BASE, seller: 0n, buyer: 0n };
/** Half back to the buyer; 2.5 % of the rest is the fee. */
const SPLIT = { escrow: 0n, seller: (PRICE_BASE - FEE_BASE) / 2n, buyer: PRICE_BASE / 2n };

/** The queue's job, which comes when it comes. */
const job = async ({ disputeId }: Case): Promise<void> => {
  for (const { act } of disputeDeadlines) await act(disputeId);
};
const steps = async (at: Case, action: string): Promise<number> =>
  (await readDispute(at)).history.filter((step) => step.action === action && step.by === 'timer').length;
const told = async (at: Case, event: string): Promise<number> =>
  (await eventsOf(at.requestId)).filter((line) => line.startsWith(event)).length;

interface Timer {
  readonly action: string;
  readonly from: LiveStatus;
  readonly afterMs: number;
  readonly to: string;
  readonly event: string;
  readonly books: typeof HELD;
}

const TIMERS: readonly Timer[] = [
  {
    action: 'noResponse',
    from: 'awaiting_response',
    afterMs: 72 * HOUR_MS,
    to: 'mediation',
    event: 'dispute:mediation-started',
    books: HELD,
  },
  {
    action: 'negotiationEnded',
    from: 'negotiation',
    afterMs: 7 * DAY_MS,
    to: 'mediation',
    event: 'dispute:mediation-started',
    books: HELD,
  },
  {
    action: 'remind',
    from: 'mediation',
    afterMs: 7 * DAY_MS,
    to: 'mediation',
    event: 'dispute:mediator-reminded',
    books: HELD,
  },
  {
    action: 'rule',
    from: 'proposed',
    afterMs: 72 * HOUR_MS,
    to: 'ruled',
    event: 'dispute:ruled',
    books: HELD,
  },
  {
    action: 'finalise',
    from: 'ruled',
    afterMs: 72 * HOUR_MS,
    to: 'final',
    event: 'dispute:final',
    books: SPLIT,
  },
  {
    action: 'remind',
    from: 'appealed',
    afterMs: 7 * DAY_MS,
    to: 'appealed',
    event: 'dispute:mediator-reminded',
    books: HELD,
  },
];

describe.each(TIMERS)('$action of a dispute that is $from', ({ action, from, afterMs, to, event, books }) => {
  it('comes not a minute early, and then once, however often it is called', async () => {
    const at = await caseIn(from);
    await stage().advance(afterMs - MINUTE_MS);
    await job(at);
    expect([(await readDispute(at)).status, await steps(at, action)]).toEqual([from, 0]);
    await Promise.all([stage().advance(MINUTE_MS), job(at), job(at)].map(mayLose));
    await job(at);
    expect([(await readDispute(at)).status, await steps(at, action)]).toEqual([to, 1]);
    expect(await told(at, event)).toBe(1);
    expect(await booksOf(at)).toEqual(books);
  });

  it('does the same when it comes months late', async () => {
    const at = await caseIn(from);
    // Less than the silence that gives a case to somebody else, where that is counted as well.
    await stage().advance(action === 'remind' ? 13 * DAY_MS : 90 * DAY_MS);
    expect([(await readDispute(at)).status, await steps(at, action)]).toEqual([to, 1]);
    expect(await booksOf(at)).toEqual(books);
  });
});

interface Reminded {
  readonly kind: string;
  readonly from: LiveStatus;
  /** What one of the people does before it is due. */
  readonly before?: (at: Case) => Promise<unknown>;
  readonly to: readonly string[];
}

const REMINDED: readonly Reminded[] = [
  { kind: 'dispute:response-ending', from: 'awaiting_response', to: ['Sam'] },
  { kind: 'dispute:negotiation-ending', from: 'negotiation', to: ['Bita', 'Sam'] },
  {
    kind: 'dispute:proposal-ending',
    from: 'proposed',
    before: async (at) => partyDoes(at, 'proposal/accept', at.buyer, await proposalOf(at)),
    to: ['Sam'],
  },
  {
    kind: 'dispute:ruling-due',
    from: 'proposed',
    before: async (at) => partyDoes(at, 'proposal/decline', at.buyer, await proposalOf(at)),
    to: ['Mila'],
  },
  {
    kind: 'dispute:appeal-ending',
    from: 'ruled',
    before: (at) => partyDoes(at, 'appeal/waive', at.seller),
    to: ['Bita'],
  },
];

/** Rows about a case that remind of something; each has its mail. */
async function remindersOf({ disputeId }: Case) {
  await stage().settle();
  const rows = await database()
    .collection('notifications')
    .find({ disputeId: new Types.ObjectId(disputeId), 'params.until': { $exists: true } })
    .toArray();
  const ids = rows.map(({ _id }) => _id);
  expect(
    await database()
      .collection('mails')
      .countDocuments({ notificationId: { $in: ids } }),
  ).toBe(rows.length);
  return rows;
}

/** Its reminders are due, and its deadlines where they are told to be: a moved clock would move every other case. */
const remindNow = ({ disputeId }: Case, deadline: object = {}) =>
  database()
    .collection('disputes')
    .updateOne(
      { _id: new Types.ObjectId(disputeId) },
      { $set: { 'deadlines.$[].remindAt': [now()], ...deadline } },
    );

describe.each(REMINDED)('$kind, to $to', ({ kind, from, before, to }) => {
  it('comes once from however many sides, with what is held and until when, and not when it is over', async () => {
    const [at, over] = [await caseIn(from), await caseIn(from)];
    for (const one of [at, over]) await before?.(one);
    const names = new Map([
      [at.buyer.id, 'Bita'],
      [at.seller.id, 'Sam'],
      [deskPeople().mediator.id, 'Mila'],
    ]);
    const ends = (await readDispute(at)).deadline?.at;
    await job(at);
    expect(await remindersOf(at)).toEqual([]);
    await remindNow(at);
    await Promise.all([job(at), job(at), job(at)].map(mayLose));
    await job(at);
    const rows = (await remindersOf(at)).filter((row) => row['kind'] === kind);
    expect(rows.map(({ userId }) => names.get(String(userId))).sort()).toEqual([...to]);
    for (const { params } of rows) {
      expect(params).toMatchObject({ amount: '100', asset: 'ETH-USDT', until: ends });
    }
    await remindNow(over, { 'deadlines.$[].at': now() });
    await job(over);
    expect((await remindersOf(over)).filter((row) => row['kind'] === kind)).toEqual([]);
  });
});

it('a reminder comes a day before the time is over, and none after an answer', async () => {
  const [silent, answered] = [await caseIn('awaiting_response'), await caseIn('awaiting_response')];
  await partyDoes(answered, 'response', answered.seller, STATEMENT);
  await stage().advance(48 * HOUR_MS - MINUTE_MS);
  expect(await remindersOf(silent)).toEqual([]);
  await stage().advance(2 * MINUTE_MS);
  expect((await remindersOf(silent)).map((row) => String(row['kind']))).toEqual(['dispute:response-ending']);
  await stage().advance(48 * HOUR_MS);
  expect([(await remindersOf(silent)).length, await remindersOf(answered)]).toEqual([1, []]);
});

describe('left alone by everybody', () => {
  it('a dispute gets to a mediator, and from one to the next, and its money stays', async () => {
    const { mediator, second } = deskPeople();
    const at = await caseIn('awaiting_response');
    await stage().advance(72 * HOUR_MS);
    expect(await readDispute(at)).toMatchObject({ status: 'mediation', mediator: null });
    await stage().advance(14 * DAY_MS);
    const first = (await readDispute(at)).mediator?.id ?? '';
    expect([mediator.id, second.id]).toContain(first);
    await stage().advance(14 * DAY_MS);
    const next = (await readDispute(at)).mediator?.id ?? '';
    expect([mediator.id, second.id].filter((id) => id !== first)).toEqual([next]);
    expect((await readCase(at, deskPeople().admin)).escalatedAt).not.toBeNull();
    expect(await steps(at, 'escalate')).toBe(2);
    expect(await postedFor(at)).toEqual(['deposit', 'fund']);
  });
});

describe('a mediator’s silence', () => {
  it('is counted from the last thing they did', async () => {
    const { mediator } = deskPeople();
    const at = await caseIn('mediation');
    await stage().advance(13 * DAY_MS);
    await deskDoes(at, 'notes', mediator, { text: 'I have asked the seller for the files.' });
    await stage().advance(13 * DAY_MS);
    expect((await readDispute(at)).mediator?.id).toBe(mediator.id);
    await partyDoes(at, 'evidence', mediator, { evidence: { kind: 'message', text: 'Where are they?' } });
    await stage().advance(13 * DAY_MS);
    // What the parties do is no sign of life of the mediator.
    await partyDoes(at, 'evidence', at.buyer, { evidence: { kind: 'message', text: 'Anybody there?' } });
    await stage().advance(DAY_MS);
    expect((await readDispute(at)).mediator?.id).not.toBe(mediator.id);
  });

  it('gives an appeal to somebody who has not ruled', async () => {
    const { mediator, second } = deskPeople();
    const at = await caseIn('appealed');
    expect((await readDispute(at)).mediator?.id).toBe(second.id);
    await stage().advance(14 * DAY_MS);
    const { mediator: now } = await readDispute(at);
    // The other mediator ruled, so that an admin is who is left.
    expect(now?.id).toBe(deskPeople().admin.id);
    expect(now?.id).not.toBe(mediator.id);
  });
});

describe('a proposal', () => {
  it('that nobody rules otherwise is the ruling, with its reasons', async () => {
    const { mediator } = deskPeople();
    const at = await caseIn('proposed');
    await partyDoes(at, 'proposal/accept', at.buyer, await proposalOf(at));
    await stage().advance(72 * HOUR_MS);
    const { proposal, ruling, status } = await readDispute(at);
    expect(status).toBe('ruled');
    expect(ruling).toMatchObject({
      division: proposal?.division,
      reasons: proposal?.reasons,
      by: { id: mediator.id },
    });
  });

  it('cannot be overruled while both may still accept it', async () => {
    const { mediator } = deskPeople();
    const at = await caseIn('proposed');
    expectError(await atDesk(at, 'ruling', mediator, decision()), 'INVALID_TRANSITION');
    await partyDoes(at, 'proposal/decline', at.buyer, await proposalOf(at));
    const ruled = await deskDoes(at, 'ruling', mediator, decision(sum(10)));
    expect(ruled.dispute).toMatchObject({ status: 'ruled', ruling: { division: { buyerGets: sum(10) } } });
    expect(await booksOf(at)).toEqual(HELD);
  });
});

describe('a late act', () => {
  it('is refused by the status that time has brought', async () => {
    const at = await caseIn('awaiting_response');
    await stage().advance(72 * HOUR_MS);
    expectError(await party(at, 'response', at.seller, STATEMENT), 'INVALID_TRANSITION');
    // Silence is no loss: the other party still says what it has to say, and may settle.
    await partyDoes(at, 'evidence', at.seller, { evidence: { kind: 'message', text: 'I was in hospital.' } });
    const { splits } = await partyDoes(at, 'splits', at.seller, { buyerGets: HALF });
    expect((await partyDoes(at, `splits/${splits[0]?.id ?? ''}/accept`, at.buyer)).status).toBe('settled');
    expect(await booksOf(at)).toEqual(SPLIT);
  });
});
