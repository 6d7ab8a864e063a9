import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DAY_MS } from '../../platform/clock.ts';
import { database } from '../../platform/mongo.ts';
import { allOf, afterCursor, encodeCursor, sortOf } from '../../shared/keyset.ts';
import { signInAs, type TestActor } from '../../testing/actors.ts';
import {
  ask,
  atDesk,
  caseIn,
  deskDoes,
  deskPeople,
  openedCase,
  partyDoes,
  readCase,
  readDispute,
  REASONS,
  setDisputeStage,
  stage,
  timerActs,
  type Case,
} from '../../testing/dispute-stage.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { person, readAll } from '../../testing/marketplace.ts';
import * as contract from './desk.contract.ts';
import { deskCondition, NEWEST, OLDEST, ownCondition } from './dispute-lists.repository.ts';
import { oid } from './dispute.repository.ts';

/** A clock that is moved moves every case of this file. */
jest.setTimeout(60_000);
beforeAll(() => setDisputeStage({ relay: false }));

async function list(by: TestActor, query = '') {
  const response = await ask(`/api/mediation/disputes${query}`, by, undefined, { method: 'get' });
  return expectData(response, contract.listDesk);
}

/** Ruled by the mediator, appealed by the seller, and nobody's yet. */
async function justAppealed(): Promise<Case> {
  const at = await caseIn('ruled');
  await partyDoes(at, 'appeal', at.seller, { reasons: REASONS });
  return at;
}

describe('the desk', () => {
  it('is for mediators and admins', async () => {
    const somebody = await person('Somebody');
    for (const path of ['/api/mediation/disputes', '/api/mediation/mediators']) {
      expectError(await ask(path, somebody, undefined, { method: 'get' }), 'FORBIDDEN');
      const { mediator, second, admin } = deskPeople();
      for (const member of [mediator, second, admin]) {
        expect((await ask(path, member, undefined, { method: 'get' })).status).toBe(200);
      }
    }
  });

  it('lists by status, age and assignee, the oldest first, page by page', async () => {
    const { mediator, second, admin } = deskPeople();
    const old = await openedCase();
    await stage().advance(10 * DAY_MS);
    const mine = await caseIn('mediation');
    const young = await openedCase();
    const ids = async (query: string, by = mediator) => (await list(by, query)).items.map(({ id }) => id);
    const all = await ids('?limit=100');
    expect(
      [old, mine, young]
        .map(({ disputeId }) => all.indexOf(disputeId))
        .every((at, index, places) => at >= 0 && (index === 0 || at > (places[index - 1] ?? 0))),
    ).toBe(true);
    expect(await ids('?status=awaiting_response&limit=100')).toContain(young.disputeId);
    expect(await ids('?status=awaiting_response&limit=100')).not.toContain(mine.disputeId);
    expect(await ids('?assignee=me&limit=100')).toContain(mine.disputeId);
    expect(await ids('?assignee=me&limit=100', second)).not.toContain(mine.disputeId);
    expect(await ids(`?assignee=${mediator.id}&limit=100`, admin)).toContain(mine.disputeId);
    expect(await ids('?assignee=none&limit=100')).toContain(old.disputeId);
    expect(await ids('?minAgeDays=10&limit=100')).toContain(old.disputeId);
    expect(await ids('?minAgeDays=10&limit=100')).not.toContain(young.disputeId);
    const pages = await readAll((cursor) => list(mediator, `?limit=1${cursor}`));
    expect(pages.flat()).toEqual(all);
    expectError(
      await ask('/api/mediation/disputes?assignee=you', admin, undefined, { method: 'get' }),
      'VALIDATION_FAILED',
    );
    expectError(
      await ask('/api/mediation/disputes?minAgeDays=-1', admin, undefined, { method: 'get' }),
      'VALIDATION_FAILED',
    );
  });

  it('has queues: what nobody has taken, one’s own, and appeals', async () => {
    const { mediator, second } = deskPeople();
    const early = await openedCase();
    const mine = await caseIn('mediation');
    const waiting = await caseIn('negotiation');
    await timerActs(waiting);
    const appealed = await justAppealed();
    const all = [early, mine, waiting, appealed];
    const within = async (query: string, by = mediator) => {
      const ids = (await list(by, `${query}&limit=100`)).items.map(({ id }) => id);
      return all.map(({ disputeId }) => ids.includes(disputeId));
    };
    // A case between its parties does not wait for the desk, although nobody has it.
    expect(await within('?queue=unassigned')).toEqual([false, false, true, true]);
    expect(await within('?queue=mine')).toEqual([false, true, false, false]);
    expect(await within('?queue=mine', second)).toEqual([false, false, false, false]);
    expect(await within('?queue=appeals')).toEqual([false, false, false, true]);
    expect(await within('?queue=unassigned&status=mediation')).toEqual([false, false, true, false]);
    expect(await within('?')).toEqual([true, true, true, true]);
    const turns = new Map((await list(mediator, '?limit=100')).items.map((item) => [item.id, item.yourTurn]));
    expect(all.map(({ disputeId }) => turns.get(disputeId))).toEqual([false, true, false, false]);
  });

  it('says who may have a case', async () => {
    const { mediator, second, admin } = deskPeople();
    const at = await caseIn('mediation');
    const who = async (disputeId: string, by = admin) => {
      const path = `/api/mediation/mediators?disputeId=${disputeId}`;
      const response = await ask(path, by, undefined, { method: 'get' });
      const { items } = expectData(response, contract.listMediators);
      return items.map((row) => row.mediator.id);
    };
    expect(await who(at.disputeId)).toEqual(expect.arrayContaining([second.id, admin.id]));
    expect(await who(at.disputeId)).not.toContain(mediator.id);
    const appealed = await justAppealed();
    expect(await who(appealed.disputeId)).toEqual(expect.arrayContaining([second.id, admin.id]));
    expect(await who(appealed.disputeId)).not.toContain(mediator.id);
    const path = `/api/mediation/mediators?disputeId=${at.disputeId}`;
    expectError(await ask(path, at.buyer, undefined, { method: 'get' }), 'FORBIDDEN');
  });

  it('says who has how many cases', async () => {
    const { mediator } = deskPeople();
    const loads = async () => {
      const response = await ask('/api/mediation/mediators', mediator, undefined, { method: 'get' });
      const { items } = expectData(response, contract.listMediators);
      return items.find((row) => row.mediator.id === mediator.id)?.openCases ?? 0;
    };
    const before = await loads();
    await caseIn('mediation');
    expect(await loads()).toBe(before + 1);
  });
});

describe('a case', () => {
  it('is taken for oneself, and given to others by an admin', async () => {
    const { mediator, second, admin } = deskPeople();
    const at = await caseIn('negotiation');
    expectError(await atDesk(at, 'assign', mediator, { mediatorId: mediator.id }), 'INVALID_TRANSITION');
    await timerActs(at);
    expectError(await atDesk(at, 'assign', mediator, { mediatorId: second.id }), 'FORBIDDEN');
    expectError(
      await atDesk(at, 'assign', admin, { mediatorId: (await person('No mediator')).id }),
      'VALIDATION_FAILED',
    );
    expectError(await atDesk(at, 'assign', admin, { mediatorId: 'f'.repeat(24) }), 'NOT_FOUND');
    await deskDoes(at, 'assign', admin, { mediatorId: second.id });
    expectError(await atDesk(at, 'assign', mediator, { mediatorId: mediator.id }), 'INVALID_TRANSITION');
    const reason = { reason: 'On holiday until May.' };
    expectError(await atDesk(at, 'reassign', mediator, { mediatorId: mediator.id, ...reason }), 'FORBIDDEN');
    expectError(
      await atDesk(at, 'reassign', second, { mediatorId: second.id, ...reason }),
      'INVALID_TRANSITION',
    );
    const given = await deskDoes(at, 'reassign', second, { mediatorId: mediator.id, ...reason });
    expect(given.dispute).toMatchObject({ mediator: { id: mediator.id }, viewerRole: 'admin' });
    expect(given.notes).toMatchObject([{ author: { id: second.id }, text: reason.reason }]);
    expect((await readDispute(at)).mediator).toEqual({ id: mediator.id, name: 'Mila' });
  });

  it('shows what was asked for and agreed on', async () => {
    const { second } = deskPeople();
    const at = await caseIn('mediation');
    const { agreement, dispute } = await readCase(at, second);
    expect(agreement.description.length).toBeGreaterThan(10);
    expect(agreement.contract.termsHash).toMatch(/^[0-9a-f]{64}$/);
    expect(agreement.contract.milestones.map(({ id }) => id)).toContain(dispute.milestoneId);
  });

  it('on appeal is offered to nobody who has ruled', async () => {
    const { mediator, second, admin } = deskPeople();
    const at = await justAppealed();
    expect((await readCase(at, mediator)).dispute.abilities).toEqual([]);
    expect((await readCase(at, second)).dispute.abilities).toEqual(['assign']);
    expect((await readCase(at, admin)).dispute.abilities).toContain('assign');
    expectError(await atDesk(at, 'assign', mediator, { mediatorId: mediator.id }), 'FORBIDDEN');
  });

  it('is never a party’s own, whatever their rank', async () => {
    const { admin } = deskPeople();
    const at = await caseIn('negotiation');
    await timerActs(at);
    await database()
      .collection('users')
      .updateOne({ _id: oid(at.seller.id) }, { $set: { roles: ['user', 'mediator', 'admin'] } });
    for (const role of ['mediator', 'admin'] as const) {
      const seller = await signInAs({ id: at.seller.id, role });
      expectError(
        await ask(`/api/mediation/disputes/${at.disputeId}`, seller, undefined, { method: 'get' }),
        'NOT_FOUND',
      );
      expectError(await atDesk(at, 'assign', seller, { mediatorId: seller.id }), 'NOT_FOUND');
      expect((await list(seller, '?limit=100')).items.map(({ id }) => id)).not.toContain(at.disputeId);
      expect((await readDispute(at, seller)).viewerRole).toBe('seller');
    }
    expectError(await atDesk(at, 'assign', admin, { mediatorId: at.seller.id }), 'FORBIDDEN');
    await database()
      .collection('users')
      .updateOne({ _id: oid(at.seller.id) }, { $set: { roles: ['user'] } });
  });

  it('is told to the desk when it waits, and shows when it was escalated', async () => {
    const { mediator, second, admin } = deskPeople();
    const at = await openedCase();
    await stage().advance(3 * DAY_MS);
    const queued = await database()
      .collection('outbox')
      .findOne({ name: 'dispute:queued', 'ids.disputeId': at.disputeId });
    expect([...(queued?.['addressees'] as string[])].sort()).toEqual(
      [mediator.id, second.id, admin.id].sort(),
    );
    await stage().advance(14 * DAY_MS);
    expect((await readCase(at, admin)).escalatedAt).not.toBeNull();
  });
});

describe('every list', () => {
  interface Stage {
    readonly stage: string;
    readonly inputStage?: Stage;
    readonly inputStages?: readonly Stage[];
  }
  const stagesOf = (top: Stage): string[] => [
    top.stage,
    ...[...(top.inputStage ? [top.inputStage] : []), ...(top.inputStages ?? [])].flatMap(stagesOf),
  ];
  const ID = '0123456789abcdef01234567';
  const at = new Date('2026-01-01T00:00:00Z');
  const lists = [
    ['own', ownCondition(ID, {}), NEWEST],
    ['own of a deal', ownCondition(ID, { requestId: ID }), NEWEST],
    ['own by status', ownCondition(ID, { status: 'ruled' }), NEWEST],
    ['desk', deskCondition(ID, {}), OLDEST],
    ['desk by status', deskCondition(ID, { status: 'mediation' }), OLDEST],
    ['desk of nobody', deskCondition(ID, { mediatorId: null }), OLDEST],
    ['queue unassigned', deskCondition(ID, { queue: 'unassigned' }), OLDEST],
    ['queue mine', deskCondition(ID, { queue: 'mine' }), OLDEST],
    ['queue appeals', deskCondition(ID, { queue: 'appeals' }), OLDEST],
    ['desk of one', deskCondition(ID, { mediatorId: ID }), OLDEST],
    ['desk by status of nobody', deskCondition(ID, { status: 'appealed', mediatorId: null }), OLDEST],
    ['desk by age', deskCondition(ID, { openedBefore: at }), OLDEST],
    [
      'desk by status, of one, by age',
      deskCondition(ID, { status: 'ruled', mediatorId: ID, openedBefore: at }),
      OLDEST,
    ],
  ] as const;

  it.each(lists)(
    '%s is read from an index in its order, the first page and the next',
    async (_name, condition, order) => {
      for (const cursor of [undefined, encodeCursor(order, at, ID)]) {
        const plan = (await database()
          .collection('disputes')
          .find(allOf(condition, afterCursor(order, cursor)))
          .sort(sortOf(order))
          .limit(21)
          .explain('queryPlanner')) as { queryPlanner: { winningPlan: Stage & { queryPlan?: Stage } } };
        const { winningPlan } = plan.queryPlanner;
        const stages = stagesOf(winningPlan.queryPlan ?? winningPlan);
        expect(stages).toContain('IXSCAN');
        expect(stages).not.toContain('COLLSCAN');
        expect(stages).not.toContain('SORT');
      }
    },
  );

  it('finds overdue deadlines by an index', async () => {
    const plan = (await database()
      .collection('disputes')
      .find({ 'deadlines.at': { $lte: at } })
      .sort({ 'deadlines.at': 1 })
      .explain('queryPlanner')) as { queryPlanner: { winningPlan: Stage } };
    expect(stagesOf(plan.queryPlanner.winningPlan)).not.toContain('COLLSCAN');
  });
});
