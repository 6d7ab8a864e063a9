import { Types } from 'mongoose';
import { declineDeal, deliver, requestChanges, startDelivery } from '../../../modules/escrow/index.ts';
import { postings } from '../../../modules/ledger/ledger.postings.ts';
import { verdictOf, type Attempt, type Command } from '../attempt.ts';
import { contract, person, type MemoryWorld } from '../memory-world.ts';
import {
  dropProposal,
  escrowName,
  isInParts,
  openParts,
  INSPECTION_DAYS,
  isOpen,
  MAX_ROUNDS,
  PERIODS,
  presentDeals,
  statusOf,
  type Deal,
  type Milestone,
  type Reference,
} from '../reference.ts';

const DAY_MS = 86_400_000;
const REDELIVERY_DAYS = 5;

/** Timers of a deal without those of a milestone and those of the whole. */
export const timersOfOthers = ({ request }: Deal, milestone: Milestone) =>
  request.timers.filter((timer) => timer.milestone !== undefined && timer.milestone !== milestone);

/** What a person may do with one milestone: with one only, the whole's status says it as well. */
export const partVerdict = (
  deal: Deal,
  milestone: Milestone,
  own: readonly Milestone['status'][],
  whole: readonly string[],
  byService = true,
): Attempt['verdict'] => {
  const fits = own.includes(milestone.status);
  return verdictOf(fits && (isInParts(deal) || whole.includes(statusOf(deal.request))), byService);
};

const missTimers = (deal: Deal, except?: Milestone) =>
  deal.milestones
    .filter((each) => each.status === 'pending' && each !== except)
    .map((milestone) => ({ name: 'miss', at: milestone.dueAt + PERIODS.grace, milestone }) as const);

/** Every paid deal with each of its milestones. */
export const milestones = (reference: Reference): { deal: Deal; milestone: Milestone }[] =>
  presentDeals(reference)
    .filter(({ asset }) => asset !== null)
    .flatMap((deal) => deal.milestones.map((milestone) => ({ deal, milestone })));

/** A deal that is over has no timers. */
export function afterStep(deal: Deal): void {
  if (!deal.milestones.some(isOpen)) deal.request.timers = [];
}

export const start: Command = {
  name: 'start',
  weight: 2,
  attempts: (reference) =>
    presentDeals(reference).map((deal) => ({
      label: `deal ${deal.key}: started by the seller`,
      verdict: verdictOf(statusOf(deal.request) === 'funded'),
      effect: () => {
        deal.started = true;
        deal.request.timers = missTimers(deal);
      },
      memory: (world) => {
        world.request(deal.request.key, 'start', 'seller', (request) => {
          request.started = true;
        });
      },
      live: (world) =>
        startDelivery({ requestId: world.id('request', deal.request.key) }, world.person(deal.seller)),
    })),
};

/** What escrow holds of these goes back to the buyer; of everything that is still open, unless said. */
export function refundOpen(reference: Reference, deal: Deal, parts = deal.milestones.filter(isOpen)): void {
  const before = openParts(deal);
  for (const milestone of parts) {
    reference.holdings.add('escrow', escrowName(deal, milestone), deal.asset ?? '', -milestone.held);
    reference.holdings.add('refund', deal.buyer, deal.asset ?? '', milestone.held);
    milestone.status = 'refunded';
  }
  dropProposal(deal, before);
  deal.request.timers = deal.request.timers.filter(
    ({ milestone }) => milestone === undefined || !parts.includes(milestone),
  );
  afterStep(deal);
}

export function refundOpenInMemory(
  world: MemoryWorld,
  deal: Deal,
  action: 'decline' | 'miss' | 'agreeCancel',
  by: 'buyer' | 'seller' | 'timer',
  parts = deal.milestones.filter(isOpen),
): void {
  const [only] = parts;
  if (parts.length === 1 && only) world.part(deal.request.key, only.number, action, by, 'refunded');
  else {
    world.request(deal.request.key, action, by, (request) => {
      for (const { number } of parts) request.milestones[number] = 'refunded';
    });
  }
  for (const { number, held } of parts) {
    world.ledger.post(
      postings.refund({
        asset: deal.asset ?? '',
        amountBase: held,
        buyerId: person(deal.buyer),
        refs: { contractId: contract(deal.key), milestoneId: String(number) },
      }),
    );
  }
}

export const decline: Command = {
  name: 'decline',
  weight: 1,
  attempts: (reference) =>
    presentDeals(reference).map((deal) => ({
      label: `deal ${deal.key}: declined by the seller`,
      verdict: verdictOf(statusOf(deal.request) === 'funded'),
      effect: () => {
        refundOpen(reference, deal);
      },
      memory: (world) => {
        refundOpenInMemory(world, deal, 'decline', 'seller');
      },
      live: (world) =>
        declineDeal({ requestId: world.id('request', deal.request.key) }, world.person(deal.seller)),
    })),
};

export const ACTIVE = ['funded', 'in_delivery', 'delivered', 'changes_requested'];
export const isActive = (deal: Deal): boolean => ACTIVE.includes(statusOf(deal.request));

function delivering(reference: Reference, deal: Deal, milestone: Milestone): Attempt {
  return {
    label: `deal ${deal.key}: milestone ${milestone.number} delivered`,
    verdict: partVerdict(
      deal,
      milestone,
      ['pending', 'changes_requested'],
      ['funded', 'in_delivery', 'changes_requested'],
    ),
    effect: () => {
      const before = openParts(deal);
      milestone.status = 'delivered';
      dropProposal(deal, before);
      const at = reference.now + INSPECTION_DAYS * DAY_MS;
      const others = deal.started ? timersOfOthers(deal, milestone) : missTimers(deal, milestone);
      deal.started = true;
      deal.request.timers = [...others, { name: 'autoApprove', at, milestone }];
    },
    memory: (world) => {
      world.part(deal.request.key, milestone.number, 'deliver', 'seller', 'delivered');
    },
    live: async (world) =>
      deliver(
        {
          requestId: world.id('request', deal.request.key),
          milestoneId: (await world.milestone(deal, milestone)).id,
          note: 'Here it is.',
          link: null,
          trackingNumber: null,
          attachmentIds: [],
        },
        world.person(deal.seller),
      ),
  };
}

export const deliverIt: Command = {
  name: 'deliver',
  weight: 4,
  attempts: (reference) =>
    milestones(reference).map(({ deal, milestone }) => delivering(reference, deal, milestone)),
};

export const changes: Command = {
  name: 'changes',
  weight: 2,
  attempts: (reference) =>
    milestones(reference).map(({ deal, milestone }) => ({
      label: `deal ${deal.key}: changes of milestone ${milestone.number} requested`,
      verdict: partVerdict(deal, milestone, ['delivered'], ['delivered'], milestone.rounds < MAX_ROUNDS),
      effect: () => {
        milestone.status = 'changes_requested';
        milestone.rounds += 1;
        milestone.dueAt = reference.now + REDELIVERY_DAYS * DAY_MS;
        const timer = { name: 'missChanges', at: milestone.dueAt + PERIODS.grace, milestone } as const;
        deal.request.timers = [...timersOfOthers(deal, milestone), timer];
      },
      memory: (world) => {
        world.part(deal.request.key, milestone.number, 'requestChanges', 'buyer', 'changes_requested');
      },
      live: async (world) =>
        requestChanges(
          {
            requestId: world.id('request', deal.request.key),
            milestoneId: (await world.milestone(deal, milestone)).id,
            note: 'The small one is blurred.',
            redeliveryDays: REDELIVERY_DAYS,
          },
          world.person(deal.buyer),
        ),
    })),
};

/** Whoever is no party of it finds no deal, whatever its state. */
export const stranger: Command = {
  name: 'stranger',
  weight: 1,
  hopeless: true,
  attempts: (reference) =>
    presentDeals(reference).map((deal) => ({
      label: `deal ${deal.key}: somebody else tries to decline it`,
      verdict: 'refused by the service',
      effect: () => undefined,
      memory: () => undefined,
      live: (world) => {
        const other = world.people.find((_, key) => key !== deal.buyer && key !== deal.seller);
        const requestId = world.id('request', deal.request.key);
        const nobody = { ...world.person(0), id: new Types.ObjectId().toHexString() };
        return declineDeal({ requestId }, other ?? nobody);
      },
    })),
};
