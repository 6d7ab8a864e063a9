import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '../../platform/clock.ts';
import type { TestActor } from '../../testing/actors.ts';
import {
  act,
  booksOf,
  dealIn,
  deliveryBody,
  does,
  extensionBody,
  postedFor,
  PRICE_BASE,
  readDeal,
  setEscrowStage,
  stage,
  untouched,
} from '../../testing/escrow-stage.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { eventsOf, inMs, person } from '../../testing/marketplace.ts';
import type { WaitingDeal } from '../../testing/paid-deals.ts';
import { listMyRequests } from '../marketplace/request.contract.ts';

beforeAll(() => setEscrowStage({ relay: false }));

const HELD = { escrow: PRICE_BASE, seller: 0n, buyer: 0n };
const REFUNDED = { escrow: 0n, seller: 0n, buyer: PRICE_BASE };

/** Whom the deal waits for, as its page and as each party's list says. */
async function waitsFor(deal: WaitingDeal): Promise<string[]> {
  const inList = async (by: TestActor, role: string) => {
    const call = stage().api.get(`/api/marketplace/requests/mine?role=${role}`).set(by.auth);
    const { items } = expectData(await call, listMyRequests);
    return items.find(({ id }) => id === deal.requestId)?.yourTurn;
  };
  const roles = ['buyer', 'seller'] as const;
  const said = await Promise.all(
    roles.map(async (role) => {
      const [onPage, listed] = await Promise.all([readDeal(deal, deal[role]), inList(deal[role], role)]);
      expect(listed).toBe(onPage.yourTurn);
      return onPage.yourTurn ? role : null;
    }),
  );
  return said.filter((role) => role !== null);
}

describe('more time', () => {
  it('is proposed by the seller, and the deal waits for the buyer as well', async () => {
    const deal = await dealIn('in_delivery');
    expect(await waitsFor(deal)).toEqual(['seller']);
    const before = await readDeal(deal);
    const body = await extensionBody(deal, 7 * DAY_MS);
    const after = await does(deal, 'extension', deal.seller, body);
    expect(after).toMatchObject({
      status: 'in_delivery',
      deadline: before.deadline,
      proposal: { kind: 'extension', by: 'seller', newDueAt: body.newDueAt, note: body.note },
      abilities: ['deliver', 'declineProposal', 'dispute'],
    });
    expect((await readDeal(deal)).abilities).toEqual(['extend', 'declineProposal', 'dispute']);
    expect(await waitsFor(deal)).toEqual(['buyer', 'seller']);
  });

  it('confirmed moves the date and the timer', async () => {
    for (const status of ['in_delivery', 'changes_requested'] as const) {
      const deal = await dealIn(status);
      const { newDueAt, ...body } = await extensionBody(deal, 7 * DAY_MS);
      await does(deal, 'extension', deal.seller, { newDueAt, ...body });
      const after = await does(deal, 'extension/confirm', deal.buyer, { newDueAt });
      expect(after).toMatchObject({
        status,
        proposal: null,
        contract: { milestones: [{ dueAt: newDueAt }] },
      });
      expect(after.deadline?.at).toBe(new Date(new Date(newDueAt).getTime() + 3 * DAY_MS).toISOString());
      expect(await waitsFor(deal)).toEqual(['seller']);
      const people = { buyer: deal.buyer, seller: deal.seller };
      expect((await eventsOf(deal.requestId, people)).at(-1)).toBe('request:extended buyer seller');
    }
  });

  it('is confirmed by the buyer alone, once, and to the date that they saw', async () => {
    const deal = await dealIn('in_delivery');
    const body = await extensionBody(deal, 7 * DAY_MS);
    const { newDueAt } = body;
    await does(deal, 'extension', deal.seller, body);
    await untouched(async () => {
      const confirm = (by: TestActor, at: string) => act(deal, 'extension/confirm', by, { newDueAt: at });
      expectError(await confirm(deal.seller, newDueAt), 'INVALID_TRANSITION');
      expectError(await confirm(deal.buyer, inMs(60 * DAY_MS)), 'CONFLICT');
      expectError(await confirm(await person('Stranger'), newDueAt), 'NOT_FOUND');
      // An extension is no proposal to cancel.
      expectError(await act(deal, 'cancellation/confirm', deal.buyer), 'INVALID_TRANSITION');
    });
    const twice = await Promise.all(
      [1, 2].map(() => act(deal, 'extension/confirm', deal.buyer, { newDueAt })),
    );
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is refused for a date that is not later, or a second time', async () => {
    const deal = await dealIn('in_delivery');
    const [same, earlier, later] = await Promise.all(
      [0, -DAY_MS, DAY_MS].map((ms) => extensionBody(deal, ms)),
    );
    await untouched(async () => {
      expectError(await act(deal, 'extension', deal.seller, same), 'VALIDATION_FAILED');
      expectError(await act(deal, 'extension', deal.seller, earlier), 'VALIDATION_FAILED');
    });
    await does(deal, 'extension', deal.seller, later);
    await untouched(async () => {
      const further = await extensionBody(deal, 2 * DAY_MS);
      expectError(await act(deal, 'extension', deal.seller, further), 'INVALID_TRANSITION');
      expectError(await act(deal, 'cancellation', deal.buyer, {}), 'INVALID_TRANSITION');
    });
  });

  it('is moot once it was delivered', async () => {
    const deal = await dealIn('in_delivery');
    await does(deal, 'extension', deal.seller, await extensionBody(deal, DAY_MS));
    const after = await does(deal, 'deliver', deal.seller, await deliveryBody(deal));
    expect(after.proposal).toBeNull();
    expect(await waitsFor(deal)).toEqual(['buyer']);
  });
});

describe('a cancellation', () => {
  const pairs = [
    ['buyer', 'seller'],
    ['seller', 'buyer'],
  ] as const;

  it.each(pairs)('proposed by the %s refunds everything when the %s agrees', async (by, other) => {
    for (const status of ['funded', 'in_delivery', 'delivered', 'changes_requested'] as const) {
      const deal = await dealIn(status);
      const proposed = await does(deal, 'cancellation', deal[by], { note: 'Let us stop.' });
      expect(proposed).toMatchObject({ status, proposal: { kind: 'cancellation', by } });
      expect(await waitsFor(deal)).toContain(other);
      expect(await booksOf(deal)).toEqual(HELD);
      expectError(await untouched(() => act(deal, 'cancellation/confirm', deal[by])), 'FORBIDDEN');
      const over = await does(deal, 'cancellation/confirm', deal[other]);
      expect(over).toMatchObject({ status: 'refunded', proposal: null, deadline: null, abilities: [] });
      expect(over.contract.milestones).toMatchObject([{ status: 'refunded', inspectionEndsAt: null }]);
      expect(await waitsFor(deal)).toEqual([]);
      expect(await booksOf(deal)).toEqual(REFUNDED);
      expect(await postedFor(deal)).toEqual(['deposit', 'fund', 'refund']);
    }
  });

  it.each(pairs)('proposed by the %s can be closed by either', async (by, other) => {
    for (const closer of [by, other]) {
      const deal = await dealIn('in_delivery');
      await does(deal, 'cancellation', deal[by], {});
      const after = await does(deal, 'proposal/decline', deal[closer]);
      expect(after).toMatchObject({ status: 'in_delivery', proposal: null });
      expect(await waitsFor(deal)).toEqual(['seller']);
      expectError(await untouched(() => act(deal, 'proposal/decline', deal[closer])), 'INVALID_TRANSITION');
      expectError(
        await untouched(() => act(deal, 'cancellation/confirm', deal[other])),
        'INVALID_TRANSITION',
      );
      expect(await booksOf(deal)).toEqual(HELD);
    }
  });

  it('is agreed to once, and not after it was taken back', async () => {
    const deal = await dealIn('delivered');
    await does(deal, 'cancellation', deal.buyer, {});
    const answers = await Promise.all([
      act(deal, 'cancellation/confirm', deal.seller),
      act(deal, 'cancellation/confirm', deal.seller),
      act(deal, 'proposal/decline', deal.buyer),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const refunded = answers[2].status === 409;
    expect(await booksOf(deal)).toEqual(refunded ? REFUNDED : HELD);
  });

  it('stays open while the seller delivers', async () => {
    const deal = await dealIn('in_delivery');
    await does(deal, 'cancellation', deal.seller, {});
    const after = await does(deal, 'deliver', deal.seller, await deliveryBody(deal));
    expect(after.proposal).toMatchObject({ kind: 'cancellation', by: 'seller' });
    await does(deal, 'cancellation/confirm', deal.buyer);
    expect(await booksOf(deal)).toEqual(REFUNDED);
  });

  it('of both at one moment is one proposal', async () => {
    const deal = await dealIn('in_delivery');
    const answers = await Promise.all([
      act(deal, 'cancellation', deal.buyer, {}),
      act(deal, 'cancellation', deal.seller, {}),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
