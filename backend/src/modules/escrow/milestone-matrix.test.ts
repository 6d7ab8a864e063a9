import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ActorRole } from '../../shared/process.ts';
import { findTransition } from '../../shared/process.ts';
import { act, does, readDeal, setEscrowStage, untouched } from '../../testing/escrow-stage.ts';
import { expectError } from '../../testing/expect-envelope.ts';
import { person } from '../../testing/marketplace.ts';
import {
  bodyFor,
  cancelPart,
  dealInParts,
  disputePart,
  doesPart,
  part,
  partOf,
  statusesOf,
} from '../../testing/milestone-stage.ts';
import type { WaitingDeal } from '../../testing/paid-deals.ts';
import {
  purchaseRequestProcess,
  REQUEST_ACTIONS,
  type RequestAction,
} from '../marketplace/purchase-request.process.ts';
import { requestStatusOf } from './escrow.milestones.ts';
import { MILESTONE_STATUSES, milestoneProcess, type MilestoneStatus } from './milestone.process.ts';

const ACTORS: readonly ActorRole[] = ['buyer', 'seller', 'mediator', 'admin', 'timer', 'gateway'];
const UNDISPUTED = ['pending', 'delivered', 'changes_requested'];

/** Every legal step of one milestone, written out a second time. */
const LEGAL = new Set(
  `
  pending decline seller refunded
  pending decline timer refunded
  pending deliver seller delivered
  changes_requested deliver seller delivered
  pending proposeExtension seller same
  changes_requested proposeExtension seller same
  pending extend buyer same
  changes_requested extend buyer same
  pending miss timer refunded
  delivered requestChanges buyer changes_requested
  changes_requested missChanges timer disputed
  delivered approve buyer released
  delivered autoApprove timer released
  ${UNDISPUTED.flatMap((status) =>
    ['buyer', 'seller'].flatMap((by) => [
      `${status} proposeCancel ${by} same`,
      `${status} agreeCancel ${by} refunded`,
      `${status} declineProposal ${by} same`,
      `${status} dispute ${by} disputed`,
    ]),
  ).join('\n')}
  disputed resume buyer pending
  disputed resume seller pending
  ${['buyer', 'seller', 'mediator', 'timer'].map((by) => `disputed resolve ${by} settled`).join('\n')}`
    .trim()
    .split('\n')
    .map((line) => line.trim()),
);

describe('the table of a milestone', () => {
  it('has these steps and no others', () => {
    const there = MILESTONE_STATUSES.flatMap((status) =>
      REQUEST_ACTIONS.flatMap((action) =>
        ACTORS.flatMap((by) => {
          const row = findTransition(milestoneProcess, action, status, by);
          return row ? [`${status} ${action} ${by} ${row.to}`] : [];
        }),
      ),
    );
    expect(there.sort()).toEqual([...LEGAL].sort());
  });

  /** All deals of up to three milestones that can be: before the start nothing is delivered. */
  const deals = (() => {
    const orders = (length: number, of: readonly MilestoneStatus[]): MilestoneStatus[][] =>
      length === 0 ? [[]] : orders(length - 1, of).flatMap((rest) => of.map((status) => [...rest, status]));
    const unstarted: MilestoneStatus[] = ['pending', 'disputed', 'released', 'refunded', 'settled'];
    return [1, 2, 3].flatMap((length) => [
      ...orders(length, MILESTONE_STATUSES).map((statuses) => ({ statuses, started: true })),
      ...orders(length, unstarted).map((statuses) => ({ statuses, started: false })),
    ]);
  })();

  /** Whole-deal steps, and those that need a start. */
  const isElsewhere = (action: RequestAction, started: boolean): boolean =>
    action === 'decline' || (!started && ['proposeExtension', 'extend', 'miss'].includes(action));

  it('is never hidden by the status of the whole, whatever the other milestones are', () => {
    for (const { statuses, started } of deals) {
      const whole = requestStatusOf(statuses, started);
      for (const status of statuses) {
        for (const { action, from, by } of milestoneProcess.transitions) {
          if (!from.includes(status) || isElsewhere(action, started)) continue;
          for (const actor of by) {
            const found = findTransition(purchaseRequestProcess, action, whole, actor, statuses.length > 1);
            expect([statuses.join(), whole, action, actor, found !== undefined]).toEqual([
              statuses.join(),
              whole,
              action,
              actor,
              true,
            ]);
          }
        }
      }
    }
  });
});

const SIX = [1, 2, 3, 4, 5, 6].map((number) => part(`Part ${number}`, 1_000 * number, 10 * number));
const STANDING = 'released refunded disputed changes_requested delivered pending';

/** One deal with a milestone in each status; the whole is in dispute, which hides none of them. */
async function dealOfAll(): Promise<WaitingDeal> {
  const deal = await dealInParts(SIX);
  const { buyer, seller } = deal;
  await doesPart(deal, 'deliver', 1, seller);
  await doesPart(deal, 'approve', 1, buyer);
  await cancelPart(deal, 2);
  await disputePart(deal, 3);
  await doesPart(deal, 'deliver', 4, seller);
  await doesPart(deal, 'changes', 4, buyer);
  await doesPart(deal, 'deliver', 5, seller);
  return deal;
}

/** By number of the milestone: who may do what, when no proposal is open. */
const MAY: Record<number, readonly string[]> = {
  1: [],
  2: [],
  3: [],
  4: ['deliver seller', 'extension seller', 'cancellation buyer', 'cancellation seller'],
  5: ['changes buyer', 'approve buyer', 'cancellation buyer', 'cancellation seller'],
  6: ['deliver seller', 'extension seller', 'cancellation buyer', 'cancellation seller'],
};
const ON_PART = ['deliver', 'extension', 'changes', 'approve', 'cancellation', 'cancellation/confirm'];
const ON_WHOLE = ['abandon', 'start', 'decline', 'cancellation', 'cancellation/confirm', 'proposal/decline'];
const PATHS: Record<string, string> = {
  proposeExtension: 'extension',
  requestChanges: 'changes',
  proposeCancel: 'cancellation',
};

describe('a deal with a milestone in every status', () => {
  let deal: WaitingDeal;
  beforeAll(async () => {
    await setEscrowStage({ relay: false });
    deal = await dealOfAll();
    expect(statusesOf(await readDeal(deal))).toBe(STANDING);
  });

  it('refuses everybody what a milestone’s own status does not allow, and writes nothing', async () => {
    const stranger = await person('Stranger');
    await untouched(async () => {
      for (const [number, may] of Object.entries(MAY)) {
        for (const action of ON_PART) {
          const body = await bodyFor(deal, action, Number(number));
          expectError(await act(deal, action, stranger, body), 'NOT_FOUND');
          for (const role of ['buyer', 'seller'] as const) {
            if (may.includes(`${action} ${role}`)) continue;
            expectError(await act(deal, action, deal[role], body), 'INVALID_TRANSITION');
          }
        }
      }
    });
  });

  it('can as a whole neither be started, declined nor cancelled while a part is in dispute', async () => {
    await untouched(async () => {
      for (const action of ON_WHOLE) {
        for (const role of ['buyer', 'seller'] as const) {
          const body = action === 'cancellation' ? { note: '' } : undefined;
          expectError(await act(deal, action, deal[role], body), 'INVALID_TRANSITION');
        }
      }
    });
  });

  it('has a button for the rest, beside the milestone that it is about', async () => {
    for (const role of ['buyer', 'seller'] as const) {
      const { contract } = await readDeal(deal, deal[role]);
      const shown = contract.milestones.map(({ abilities }) =>
        abilities
          .filter((action) => action !== 'dispute')
          .map((action) => `${PATHS[action] ?? action} ${role}`),
      );
      const wanted = Object.values(MAY).map((steps) => steps.filter((step) => step.endsWith(` ${role}`)));
      expect(shown.map((steps) => steps.sort())).toEqual(wanted.map((steps) => [...steps].sort()));
      expect(contract.milestones.map(({ abilities }) => abilities.includes('dispute'))).toEqual([
        false,
        false,
        false,
        true,
        true,
        true,
      ]);
    }
  });

  it('allows the rest, and is in dispute until that has its outcome', async () => {
    const { buyer, seller } = deal;
    for (const number of [4, 5, 6]) {
      for (const by of [buyer, seller]) {
        const proposed = await doesPart(deal, 'cancellation', number, by);
        expect(proposed.proposal?.milestoneId).toBe((await partOf(deal, number)).id);
        await does(deal, 'proposal/decline', by === buyer ? seller : buyer);
      }
    }
    for (const number of [4, 6]) {
      await doesPart(deal, 'extension', number, seller);
      await doesPart(deal, 'extension/confirm', number, buyer);
    }
    expect(statusesOf(await doesPart(deal, 'changes', 5, buyer))).toContain('changes_requested pending');
    for (const number of [4, 5, 6]) {
      await doesPart(deal, 'deliver', number, seller);
      const { status } = await doesPart(deal, 'approve', number, buyer);
      expect(status).toBe('disputed');
    }
    expect(statusesOf(await readDeal(deal))).toBe('released refunded disputed released released released');
  });
});
