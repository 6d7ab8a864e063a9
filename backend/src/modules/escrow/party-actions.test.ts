import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '../../platform/clock.ts';
import { signInAs, type TestActor } from '../../testing/actors.ts';
import {
  act,
  approvalOf,
  changesBody,
  dealIn,
  deliveryBody,
  does,
  extensionBody,
  readDeal,
  setEscrowStage,
  stage,
  untouched,
  type StagedStatus,
} from '../../testing/escrow-stage.ts';
import { expectError } from '../../testing/expect-envelope.ts';
import { inMs, person } from '../../testing/marketplace.ts';
import type { WaitingDeal } from '../../testing/paid-deals.ts';
import { rememberDeals } from '../../testing/rewind.ts';

type Status = StagedStatus | 'disputed' | 'completed' | 'refunded';
type Body = (deal: WaitingDeal) => Promise<object | undefined>;

const none: Body = () => Promise.resolve(undefined);
/** Every action of a deal as its path says, with a body that is right for the deal. */
const BODIES: Record<string, Body> = {
  abandon: none,
  start: none,
  decline: none,
  deliver: deliveryBody,
  extension: (deal) => extensionBody(deal, 7 * DAY_MS),
  'extension/confirm': () => Promise.resolve({ newDueAt: inMs(30 * DAY_MS) }),
  changes: changesBody,
  approve: async (deal) => {
    const { held, sellerId, ...seen } = await approvalOf(deal);
    const { id } = deal.seller;
    return {
      milestoneId: seen.milestoneId,
      deliveryId: seen.deliveryId ?? id,
      sellerId,
      held: held ?? { amount: '1', asset: 'ETH-USDT' },
    };
  },
  cancellation: () => Promise.resolve({ note: 'It did not work out.' }),
  'cancellation/confirm': none,
  'proposal/decline': none,
};

/** Who may do what when no proposal is open, written out a second time; answers to one are in their own test. */
const LEGAL: Record<Status, readonly string[]> = {
  awaiting_payment: ['abandon buyer'],
  funded: ['start seller', 'decline seller', 'deliver seller', 'cancellation buyer', 'cancellation seller'],
  in_delivery: ['deliver seller', 'extension seller', 'cancellation buyer', 'cancellation seller'],
  delivered: ['changes buyer', 'approve buyer', 'cancellation buyer', 'cancellation seller'],
  changes_requested: ['deliver seller', 'extension seller', 'cancellation buyer', 'cancellation seller'],
  disputed: [],
  completed: [],
  refunded: [],
};
const DISPUTABLE: readonly Status[] = ['funded', 'in_delivery', 'delivered', 'changes_requested'];
const STATUSES = Object.keys(LEGAL) as Status[];
/** Paths of the actions that are called otherwise. */
const PATHS: Record<string, string> = {
  proposeExtension: 'extension',
  requestChanges: 'changes',
  proposeCancel: 'cancellation',
};
const AFTER: Record<string, string> = {
  abandon: 'cancelled',
  start: 'in_delivery',
  decline: 'refunded',
  deliver: 'delivered',
  changes: 'changes_requested',
  approve: 'completed',
};

let others: Record<string, TestActor>;

beforeAll(async () => {
  await setEscrowStage({ relay: false });
  others = {
    stranger: await person('Stranger'),
    'a seller elsewhere': (await dealIn('funded')).seller,
    admin: await person('Ada', { role: 'admin' }),
  };
});

async function dealThatIs(status: Status): Promise<WaitingDeal> {
  if (status === 'disputed') {
    const deal = await dealIn('changes_requested');
    await stage().advance(9 * DAY_MS);
    return deal;
  }
  if (status === 'completed') {
    const deal = await dealIn('delivered');
    await does(deal, 'approve', deal.buyer, await approvalOf(deal));
    return deal;
  }
  if (status === 'refunded') {
    const deal = await dealIn('funded');
    await does(deal, 'decline', deal.seller);
    return deal;
  }
  return dealIn(status);
}

describe.each(STATUSES)('a deal that is %s', (status) => {
  it('refuses everybody what they may not do, writes nothing, and has a button for the rest', async () => {
    const deal = await dealThatIs(status);
    const shut = [
      ['UNAUTHENTICATED', null],
      ['EMAIL_NOT_VERIFIED', await signInAs({ id: deal.buyer.id, emailVerified: false })],
      ['EMAIL_NOT_VERIFIED', await signInAs({ id: deal.seller.id, emailVerified: false })],
      ...Object.values(others).map((other) => ['NOT_FOUND', other] as const),
    ] as const;
    const bodies = await Promise.all(
      Object.entries(BODIES).map(async ([action, body]) => [action, await body(deal)] as const),
    );
    await untouched(async () => {
      for (const [action, body] of bodies) {
        for (const [code, actor] of shut) expectError(await act(deal, action, actor, body), code);
        for (const role of ['buyer', 'seller'] as const) {
          if (LEGAL[status].includes(`${action} ${role}`)) continue;
          expectError(await act(deal, action, deal[role], body), 'INVALID_TRANSITION');
        }
      }
    });
    for (const role of ['buyer', 'seller'] as const) {
      const { status: shown, abilities } = await readDeal(deal, deal[role]);
      expect(shown).toBe(status);
      // Its path is the dispute's own.
      expect(abilities.includes('dispute')).toBe(DISPUTABLE.includes(status));
      const steps = abilities.filter((action) => action !== 'dispute');
      const buttons = steps.map((action) => `${PATHS[action] ?? action} ${role}`);
      expect(buttons.sort()).toEqual(LEGAL[status].filter((step) => step.endsWith(` ${role}`)).sort());
    }
  });

  it('allows the rest', async () => {
    const deal = await dealThatIs(status);
    const putBack = await rememberDeals();
    for (const step of LEGAL[status]) {
      const [action, role] = step.split(' ') as [string, 'buyer' | 'seller'];
      const body = await BODIES[action]?.(deal);
      const after = await does(deal, action, deal[role], body);
      expect([step, after.status]).toEqual([step, AFTER[action] ?? status]);
      expect(after.viewerRole).toBe(role);
      await putBack();
    }
  });
});

it('is nobody’s to act on once it was abandoned', async () => {
  const deal = await dealIn('awaiting_payment');
  await does(deal, 'abandon', deal.buyer);
  for (const action of ['abandon', 'start', 'decline', 'cancellation/confirm', 'proposal/decline']) {
    for (const party of [deal.buyer, deal.seller]) {
      expectError(await untouched(() => act(deal, action, party)), 'NOT_FOUND');
    }
  }
});
