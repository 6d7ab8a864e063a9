import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DAY_MS } from '../../platform/clock.ts';
import { database } from '../../platform/mongo.ts';
import type { TestActor } from '../../testing/actors.ts';
import {
  caseIn,
  deskPeople,
  openedCase,
  partyDoes,
  readDispute,
  setDisputeStage,
  stage,
  sum,
  timerActs,
  type Case,
} from '../../testing/dispute-stage.ts';
import { expectData } from '../../testing/expect-envelope.ts';
import * as notification from '../notification/notification.contract.ts';

/** A clock that is moved moves every case of this file. */
jest.setTimeout(60_000);
beforeAll(() => setDisputeStage());

async function toldTo(by: TestActor, { disputeId, requestId }: Case) {
  const response = await stage().api.get('/api/notifications?limit=100').set(by.auth);
  const { items } = expectData(response, notification.listNotifications);
  return items.filter((item) => item.disputeId === disputeId || item.requestId === requestId);
}
const kindsTo = async (by: TestActor, at: Case): Promise<string[]> =>
  (await toldTo(by, at))
    .map(({ kind }) => kind)
    .filter((kind) => /^dispute|disputed|resumed|settled/.test(kind));

describe('the parties', () => {
  it('are told of every step that they did not take themselves, with a mail where an answer is wanted', async () => {
    const at = await caseIn('ruled');
    await stage().settle();
    expect((await kindsTo(at.buyer, at)).sort()).toEqual([
      'dispute:mediation-started',
      'dispute:proposal-declined',
      'dispute:proposed',
      'dispute:responded',
      'dispute:ruled',
    ]);
    expect((await kindsTo(at.seller, at)).sort()).toEqual([
      'dispute:mediation-started',
      'dispute:proposed',
      'dispute:ruled',
      'request:disputed',
    ]);
    const [ruled] = (await toldTo(at.buyer, at)).filter(({ kind }) => kind === 'dispute:ruled');
    expect(ruled).toMatchObject({
      requestId: at.requestId,
      disputeId: at.disputeId,
      params: { role: 'buyer', counterparty: 'Sam' },
    });
    const mails = await database().collection('mails').find({}).toArray();
    expect(mails.length).toBeGreaterThan(0);
  });

  it('get a receipt when it is settled, both of them', async () => {
    const at = await openedCase();
    const { splits } = await partyDoes(at, 'splits', at.seller, { buyerGets: sum(1) });
    await partyDoes(at, `splits/${splits[0]?.id ?? ''}/accept`, at.buyer);
    await stage().settle();
    for (const person of [at.buyer, at.seller])
      expect(await kindsTo(person, at)).toContain('request:settled');
    expect(await kindsTo(at.buyer, at)).toContain('dispute:split-offered');
    expect(await kindsTo(at.seller, at)).not.toContain('dispute:split-offered');
  });

  it('are told when the deal goes on', async () => {
    const at = await openedCase();
    await partyDoes(at, 'withdrawal', at.buyer);
    await partyDoes(at, 'withdrawal/confirm', at.seller);
    await stage().settle();
    expect(await kindsTo(at.seller, at)).toContain('dispute:withdrawal-offered');
    expect(await kindsTo(at.buyer, at)).toContain('request:resumed');
  });
});

describe('the desk', () => {
  it('is told of cases that wait, are given, late and escalated, and of nothing that is the parties’', async () => {
    const { mediator, second, admin } = deskPeople();
    const at = await caseIn('negotiation');
    await timerActs(at);
    await stage().settle();
    for (const member of [mediator, second, admin])
      expect(await kindsTo(member, at)).toEqual(['dispute:queued']);
    await stage().advance(14 * DAY_MS);
    const chosen = (await readDispute(at)).mediator?.id;
    for (const member of [mediator, second, admin]) {
      const kinds = await kindsTo(member, at);
      expect(kinds).toContain('dispute:mediator-reminded');
      expect(kinds.includes('dispute:escalated')).toBe(member.id === chosen || member.id === admin.id);
    }
    expect(
      (await kindsTo(at.buyer, at)).filter((kind) => /queued|reminded|escalated|assigned/.test(kind)),
    ).toEqual([]);
    const [told] = await toldTo(admin, at);
    expect(told).toMatchObject({
      requestId: null,
      disputeId: at.disputeId,
      params: { title: 'A logo for a tea house' },
    });
  });

  it('is told of a case that somebody was given by another', async () => {
    const { mediator, second, admin } = deskPeople();
    const at = await caseIn('mediation');
    const path = `/api/mediation/disputes/${at.disputeId}/reassign`;
    await stage()
      .api.post(path)
      .set(admin.auth)
      .send({ mediatorId: second.id, reason: 'Speaks Vietnamese.' });
    await stage().settle();
    expect(await kindsTo(second, at)).toContain('dispute:assigned');
    // Whoever took it themselves knows.
    expect(await kindsTo(mediator, at)).not.toContain('dispute:assigned');
  });
});
