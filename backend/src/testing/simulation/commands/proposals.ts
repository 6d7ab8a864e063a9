import {
  confirmCancellation,
  confirmExtension,
  declineProposal,
  proposeCancellation,
  proposeExtension,
} from '../../../modules/escrow/index.ts';
import { verdictOf, type Attempt, type Command } from '../attempt.ts';
import {
  isInParts,
  otherOf,
  PERIODS,
  presentDeals,
  statusOf,
  type Deal,
  type Milestone,
  type Reference,
  type Side,
} from '../reference.ts';
import { isActive, milestones, partVerdict, refundOpen, refundOpenInMemory } from './delivery.ts';

const WEEK_MS = 7 * 86_400_000;
const SIDES: readonly Side[] = ['buyer', 'seller'];
/** Once it has started; with several milestones also while others are delivered or in dispute. */
const mayExtend = (deal: Deal): boolean =>
  [...['in_delivery', 'changes_requested'], ...(isInParts(deal) ? ['delivered', 'disputed'] : [])].includes(
    statusOf(deal.request),
  );

function proposing(deal: Deal, by: Side): Attempt {
  return {
    label: `deal ${deal.key}: ${by} proposes to cancel`,
    verdict: verdictOf(isActive(deal), deal.proposal === null),
    effect: () => {
      deal.proposal = { kind: 'cancellation', by, milestone: null, dueAt: 0 };
    },
    memory: (world) => {
      world.request(deal.request.key, 'proposeCancel', by);
    },
    live: (world) =>
      proposeCancellation(
        { requestId: world.id('request', deal.request.key), milestoneId: null, note: 'Let us stop.' },
        world.party(deal, by),
      ),
  };
}

export const proposeCancel: Command = {
  name: 'proposeCancel',
  weight: 2,
  attempts: (reference) => presentDeals(reference).flatMap((deal) => SIDES.map((by) => proposing(deal, by))),
};

function agreeing(reference: Reference, deal: Deal, by: Side): Attempt {
  const { proposal } = deal;
  return {
    label: `deal ${deal.key}: ${by} agrees to cancel`,
    verdict: verdictOf(isActive(deal), proposal?.kind === 'cancellation' && proposal.by === otherOf(by)),
    effect: () => {
      refundOpen(reference, deal);
    },
    memory: (world) => {
      refundOpenInMemory(world, deal, 'agreeCancel', by);
    },
    live: (world) =>
      confirmCancellation(
        { requestId: world.id('request', deal.request.key), milestoneId: null },
        world.party(deal, by),
      ),
  };
}

export const agreeCancel: Command = {
  name: 'agreeCancel',
  weight: 2,
  attempts: (reference) =>
    presentDeals(reference).flatMap((deal) => SIDES.map((by) => agreeing(reference, deal, by))),
};

export const declineIt: Command = {
  name: 'declineProposal',
  weight: 1,
  attempts: (reference) =>
    presentDeals(reference).flatMap((deal) =>
      SIDES.map((by) => ({
        label: `deal ${deal.key}: ${by} closes the proposal`,
        verdict:
          deal.proposal?.kind === 'extension' && isInParts(deal)
            ? 'done'
            : verdictOf(isActive(deal), deal.proposal !== null),
        effect: () => {
          deal.proposal = null;
        },
        memory: (world) => {
          const part = deal.proposal?.milestone;
          if (part) world.part(deal.request.key, part.number, 'declineProposal', by);
          else world.request(deal.request.key, 'declineProposal', by);
        },
        live: (world) =>
          declineProposal({ requestId: world.id('request', deal.request.key) }, world.party(deal, by)),
      })),
    ),
};

function extending(deal: Deal, milestone: Milestone): Attempt {
  return {
    label: `deal ${deal.key}: seller proposes another week for milestone ${milestone.number}`,
    verdict: partVerdict(
      deal,
      milestone,
      mayExtend(deal) ? ['pending', 'changes_requested'] : [],
      ['in_delivery', 'changes_requested'],
      deal.proposal === null,
    ),
    effect: () => {
      const dueAt = milestone.dueAt + WEEK_MS;
      deal.proposal = { kind: 'extension', by: 'seller', milestone, dueAt };
    },
    memory: (world) => {
      world.part(deal.request.key, milestone.number, 'proposeExtension', 'seller');
    },
    live: async (world) => {
      const { id, dueAt } = await world.milestone(deal, milestone);
      const newDueAt = new Date((dueAt?.getTime() ?? 0) + WEEK_MS).toISOString();
      const requestId = world.id('request', deal.request.key);
      await proposeExtension(
        { requestId, milestoneId: id, newDueAt, note: 'A week more.' },
        world.party(deal, 'seller'),
      );
      // Of the one that stands only: a refused one changes nothing of it.
      world.remember('extension', deal.key, newDueAt);
    },
  };
}

export const proposeLonger: Command = {
  name: 'proposeExtension',
  weight: 1,
  attempts: (reference) => milestones(reference).map(({ deal, milestone }) => extending(deal, milestone)),
};

export const extend: Command = {
  name: 'extend',
  weight: 3,
  attempts: (reference) =>
    presentDeals(reference)
      .filter(({ proposal }) => proposal?.kind === 'extension')
      .map((deal) => ({
        label: `deal ${deal.key}: buyer agrees to the new date`,
        verdict: verdictOf(mayExtend(deal)),
        effect: () => {
          const { proposal } = deal;
          if (!proposal?.milestone) return;
          const { milestone, dueAt } = proposal;
          milestone.dueAt = dueAt;
          deal.proposal = null;
          deal.request.timers = deal.request.timers.map((timer) =>
            timer.milestone === milestone ? { ...timer, at: dueAt + PERIODS.grace } : timer,
          );
        },
        memory: (world) => {
          const number = deal.proposal?.milestone?.number ?? 0;
          world.part(deal.request.key, number, 'extend', 'buyer');
        },
        live: async (world) => {
          const milestone = deal.proposal?.milestone ?? deal.milestones[0];
          if (!milestone) throw new Error('a deal has a milestone');
          return confirmExtension(
            {
              requestId: world.id('request', deal.request.key),
              milestoneId: (await world.milestone(deal, milestone)).id,
              newDueAt: world.id('extension', deal.key),
            },
            world.party(deal, 'buyer'),
          );
        },
      })),
};
