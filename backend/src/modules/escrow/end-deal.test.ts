import { beforeAll, describe, expect, it } from '@jest/globals';
import { HOUR_MS } from '../../platform/clock.ts';
import type { TestActor } from '../../testing/actors.ts';
import {
  act,
  approvalOf,
  booksOf,
  dealIn,
  dealPath,
  deliveryBody,
  does,
  fund,
  postedFor,
  PRICE_BASE,
  readDeal,
  rivalOffer,
  setEscrowStage,
  stage,
  timelineOf,
} from '../../testing/escrow-stage.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import {
  eventsOf,
  person,
  postOffer,
  postRequest,
  readOffer,
  readRequest,
} from '../../testing/marketplace.ts';
import type { WaitingDeal } from '../../testing/paid-deals.ts';
import { uploadFile } from '../file/file.contract.ts';
import * as contract from './escrow.contract.ts';

beforeAll(() => setEscrowStage({ relay: false }));

const accept = async (buyer: TestActor, seller: TestActor, requestId: string, offerId: string) => {
  const body = { requestId, offerId, revision: 1 };
  const answer = await stage().api.post('/api/escrow/deals').set(buyer.auth).send(body);
  const deal = expectData(answer, contract.acceptOffer);
  return { buyer, seller, requestId, offerId, contractId: deal.contract.id } satisfies WaitingDeal;
};

describe('a deal that is abandoned', () => {
  it('is over before it began: offers are closed, nothing is owed', async () => {
    const [buyer, seller] = await Promise.all([person('Bita'), person('Sam')]);
    const { id } = await postRequest(stage(), buyer);
    const offer = await postOffer(stage(), seller, id);
    const { rival, offerId: rivalId } = await rivalOffer(id);
    const deal = await accept(buyer, seller, id, offer.id);
    const after = await does(deal, 'abandon', buyer);
    expect(after).toMatchObject({ status: 'cancelled', turn: 'nobody', deadline: null, abilities: [] });
    expect((await readOffer(stage(), offer.id, seller)).status).toBe('closed');
    expect((await readOffer(stage(), rivalId, rival)).status).toBe('closed');
    expect(await postedFor(deal)).toEqual([]);
    const events = await eventsOf(id, { buyer, seller, rival });
    expect(events).toContain('request:cancelled buyer seller');
    expect(events.filter((event) => event.startsWith('offer:closed'))).toHaveLength(2);
  });

  it('at the moment it is funded is either, and the books agree', async () => {
    const deal = await dealIn('awaiting_payment');
    const [answer, funded] = await Promise.all([
      act(deal, 'abandon', deal.buyer),
      fund(deal).then(
        () => true,
        () => false,
      ),
    ]);
    expect(answer.status === 200).toBe(!funded);
    expect((await readDeal(deal)).status).toBe(funded ? 'funded' : 'cancelled');
    expect(await postedFor(deal)).toEqual(funded ? ['deposit', 'fund'] : []);
  });
});

describe('a deal that is declined', () => {
  it('refunds the buyer in full, once, and is over', async () => {
    const deal = await dealIn('funded');
    const answers = await Promise.all([1, 2].map(() => act(deal, 'decline', deal.seller)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await readDeal(deal)).toMatchObject({
      status: 'refunded',
      turn: 'nobody',
      deadline: null,
      contract: { milestones: [{ status: 'refunded', held: { amount: '0' } }] },
      money: [{ place: 'refund_payable', holder: 'buyer', money: { amount: String(PRICE_BASE) } }],
    });
    expect(await booksOf(deal)).toEqual({ escrow: 0n, seller: 0n, buyer: PRICE_BASE });
    expect(await postedFor(deal)).toEqual(['deposit', 'fund', 'refund']);
    expect((await timelineOf(deal)).at(-1)).toBe('decline seller');
    const events = await eventsOf(deal.requestId, { buyer: deal.buyer, seller: deal.seller });
    expect(events.at(-1)).toBe('request:declined buyer seller');
  });

  it('or started, when both are pressed at once', async () => {
    const deal = await dealIn('funded');
    const [decline, start] = await Promise.all([
      act(deal, 'decline', deal.seller),
      act(deal, 'start', deal.seller),
    ]);
    expect([decline.status, start.status].sort()).toEqual([200, 409]);
    const declined = decline.status === 200;
    expect((await readDeal(deal)).status).toBe(declined ? 'refunded' : 'in_delivery');
    expect((await booksOf(deal)).buyer).toBe(declined ? PRICE_BASE : 0n);
  });
});

describe('reading a deal', () => {
  it('is for its parties and for admins, who have no buttons and see no address', async () => {
    const privatePart = { deliveryAddress: '12 Rose Street', contact: 'ring twice', note: '' };
    const [buyer, seller] = await Promise.all([person('Bita'), person('Sam')]);
    const { id } = await postRequest(stage(), buyer, { privatePart });
    const offer = await postOffer(stage(), seller, id, { price: { amount: '10000', currency: 'USD' } });
    const { rival } = await rivalOffer(id);
    const open = await stage()
      .api.get(dealPath({ requestId: id }))
      .set(buyer.auth);
    expectError(open, 'NOT_FOUND');

    const deal = await accept(buyer, seller, id, offer.id);
    await fund(deal);
    const [admin, stranger] = [await person('Ada', { role: 'admin' }), await person('Stranger')];
    for (const [viewer, viewerRole, address] of [
      [buyer, 'buyer', privatePart],
      [seller, 'seller', privatePart],
      [admin, 'admin', null],
    ] as const) {
      const view = await readDeal(deal, viewer);
      expect(view).toMatchObject({
        viewerRole,
        status: 'funded',
        yourTurn: viewer === seller,
        money: [{ place: 'escrow', holder: 'amn', money: { amount: String(PRICE_BASE) } }],
      });
      if (address === null) expect([view.privatePart, view.abilities]).toEqual([null, []]);
      else expect(view.privatePart).toMatchObject(address);
    }
    for (const viewer of [rival, stranger]) {
      expectError(await stage().api.get(dealPath(deal)).set(viewer.auth), 'NOT_FOUND');
    }
    expectError(await stage().api.get(dealPath(deal)), 'UNAUTHENTICATED');
  });

  it('goes on after its end', async () => {
    const deal = await dealIn('delivered');
    await does(deal, 'approve', deal.buyer, await approvalOf(deal));
    for (const viewer of [deal.buyer, deal.seller]) {
      expect((await readDeal(deal, viewer)).status).toBe('completed');
    }
  });
});

describe('private files', () => {
  const upload = async (by: TestActor, name: string) =>
    expectData(
      await stage().api.post('/api/files').set(by.auth).attach('file', Buffer.from(name), `${name}.txt`),
      uploadFile,
    );
  const opens = async (fileId: string, by: TestActor) =>
    (await stage().api.get(`/api/files/${fileId}`).set(by.auth)).status;

  it('are shut again for a seller whose deal was not paid in time, and open for the next', async () => {
    const [buyer, seller, second] = await Promise.all([person('Bita'), person('Sam'), person('Omid')]);
    const [plan, brief] = [await upload(buyer, 'plan'), await upload(buyer, 'brief')];
    const { id } = await postRequest(stage(), buyer, {
      attachmentIds: [brief.id],
      privatePart: { attachmentIds: [plan.id] },
    });
    const [one, two] = [await postOffer(stage(), seller, id), await postOffer(stage(), second, id)];
    const deal = await accept(buyer, seller, id, one.id);
    expect(await opens(plan.id, seller)).toBe(200);
    await stage().advance(25 * HOUR_MS);
    expect((await readRequest(stage(), id, buyer)).status).toBe('open');
    expect(await opens(plan.id, seller)).toBe(404);
    // What the request shows to all stays open to all.
    expect(await opens(brief.id, seller)).toBe(200);
    expect(await opens(plan.id, buyer)).toBe(200);
    expectError(await stage().api.get(dealPath(deal)).set(seller.auth), 'NOT_FOUND');
    await accept(buyer, second, id, two.id);
    expect([await opens(plan.id, second), await opens(plan.id, seller)]).toEqual([200, 404]);
  });

  it('of a delivery stay with both parties', async () => {
    const deal = await dealIn('in_delivery');
    const file = await upload(deal.seller, 'work');
    await does(deal, 'deliver', deal.seller, await deliveryBody(deal, { attachmentIds: [file.id] }));
    await does(deal, 'approve', deal.buyer, await approvalOf(deal));
    expect([await opens(file.id, deal.buyer), await opens(file.id, deal.seller)]).toEqual([200, 200]);
  });
});
