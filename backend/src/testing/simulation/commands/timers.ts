import type { Attempt } from '../attempt.ts';
import {
  isLiveDispute,
  offers,
  PERIODS,
  type Offer,
  type Reference,
  type Request,
  type Timer,
} from '../reference.ts';
import { endUnpaid } from './acceptance.ts';
import { release, releaseInMemory } from './approval.ts';
import { refundOpen, refundOpenInMemory } from './delivery.ts';
import { cases, freeze, settle, settleInMemory, type Case } from './disputes.ts';
import { becomeRuling } from './mediation.ts';
import { endPaymentsInMemory, isConfirming } from './payins.ts';
import { endRequest } from './requests.ts';

/** What happens by itself: on the reference and in memory; the live product's sweep does it unasked. */
export type Happening = Pick<Attempt, 'label' | 'effect' | 'memory'>;

interface Due {
  readonly at: number;
  readonly happening: () => Happening;
}

const isStanding = ({ status }: Offer): boolean => ['submitted', 'countered', 'accepted'].includes(status);

function expiring(request: Request): Happening {
  return {
    label: `request ${request.key} expires`,
    effect: () => {
      endRequest(request, 'expired');
    },
    memory: (world) => {
      world.request(request.key, 'expire', 'timer');
      for (const { key } of request.offers.filter(isStanding)) world.offer(key, 'close', 'timer');
    },
  };
}

/** Not paid in a day, or in two while a payment is on its way. */
function timingOut(reference: Reference, request: Request): Happening {
  const { deal } = request;
  if (deal === null) throw new Error('only a deal times out');
  const latest = deal.acceptedAt + PERIODS.confirming;
  if (isConfirming(deal) && reference.now < latest) {
    return {
      label: `deal ${deal.key} has another day`,
      effect: () => {
        request.timers = [{ name: 'paymentTimedOut', at: latest }];
      },
      memory: () => undefined,
    };
  }
  return {
    label: `deal ${deal.key} is not paid in time`,
    effect: () => {
      endUnpaid(reference, deal);
      request.unpaid = 'open';
      request.timers = [
        { name: 'expire', at: Math.max(request.expiresAt, reference.now + PERIODS.reopened) },
      ];
      deal.offer.status = 'submitted';
      deal.offer.endsAt = reference.now + PERIODS.offer;
    },
    memory: (world) => {
      world.request(request.key, 'paymentTimedOut', 'timer');
      world.offer(deal.offer.key, 'reopen', 'timer');
      endPaymentsInMemory(world, deal, 'timer');
    },
  };
}

function ofRequest(reference: Reference, request: Request, timer: Timer): Happening {
  const { deal } = request;
  const { milestone } = timer;
  if (timer.name === 'expire') return expiring(request);
  if (timer.name === 'paymentTimedOut') return timingOut(reference, request);
  if (deal === null) throw new Error(`${timer.name} without a deal`);
  if (timer.name === 'decline' || timer.name === 'miss') {
    const action = timer.name;
    const parts = milestone === undefined ? undefined : [milestone];
    return {
      label: `deal ${deal.key}: ${action}`,
      effect: () => {
        refundOpen(reference, deal, parts);
      },
      memory: (world) => {
        refundOpenInMemory(world, deal, action, 'timer', parts);
      },
    };
  }
  if (milestone === undefined) throw new Error(`${timer.name} without a milestone`);
  if (timer.name === 'autoApprove') {
    return {
      label: `deal ${deal.key}: milestone ${milestone.number} approved by silence`,
      effect: () => {
        release(reference, deal, milestone);
      },
      memory: (world) => {
        releaseInMemory(world, deal, milestone, 'autoApprove');
      },
    };
  }
  const key = reference.keys;
  return {
    label: `deal ${deal.key}: changes of milestone ${milestone.number} are overdue`,
    effect: () => {
      freeze(reference, deal, milestone, 'buyer');
    },
    memory: (world) => {
      world.part(request.key, milestone.number, 'missChanges', 'timer', 'disputed');
      world.openDispute(key, 'timer');
    },
  };
}

function ofDispute(reference: Reference, at: Case, { name }: Timer): Happening {
  const { dispute } = at;
  const label = `dispute ${dispute.key}: ${name}`;
  const silence = { name: 'escalate', at: reference.now + PERIODS.silence } as const;
  switch (name) {
    case 'noResponse':
    case 'negotiationEnded':
      return {
        label,
        effect: () => {
          dispute.status = 'mediation';
          dispute.timers = [silence];
        },
        memory: (world) => {
          world.dispute(dispute.key, name, 'timer');
        },
      };
    case 'escalate':
      return {
        label,
        effect: () => {
          dispute.mediated = true;
          dispute.timers = [silence];
        },
        memory: (world) => {
          world.dispute(dispute.key, 'escalate', 'timer');
        },
      };
    case 'rule':
      return {
        label,
        effect: () => {
          becomeRuling(reference, at, dispute.proposal?.buyerGets ?? 0n);
        },
        memory: (world) => {
          world.dispute(dispute.key, 'rule', 'timer');
        },
      };
    case 'finalise':
      return {
        label,
        effect: () => {
          dispute.status = 'final';
          settle(reference, at, dispute.ruling ?? 0n);
        },
        memory: (world) => {
          world.dispute(dispute.key, 'finalise', 'timer');
          settleInMemory(world, at, dispute.ruling ?? 0n, 'timer');
        },
      };
    default:
      throw new Error(`a dispute has no timer ${name}`);
  }
}

function ending(offer: Offer): Happening {
  return {
    label: `offer ${offer.key} runs out`,
    effect: () => {
      offer.status = 'expired';
      offer.endsAt = null;
    },
    memory: (world) => {
      world.offer(offer.key, 'expire', 'timer');
    },
  };
}

const allDue = (reference: Reference): Due[] => [
  ...reference.requests.flatMap((request) =>
    request.timers.map((timer) => ({
      at: timer.at,
      happening: () => ofRequest(reference, request, timer),
    })),
  ),
  ...cases(reference)
    .filter(({ dispute }) => isLiveDispute(dispute))
    .flatMap((at) =>
      at.dispute.timers.map((timer) => ({ at: timer.at, happening: () => ofDispute(reference, at, timer) })),
    ),
  ...offers(reference).flatMap((offer) =>
    offer.endsAt === null ? [] : [{ at: offer.endsAt, happening: () => ending(offer) }],
  ),
];

/** The earliest thing that happens by itself and is due; undefined when nothing is. */
export const nextHappening = (reference: Reference): Happening | undefined =>
  allDue(reference)
    .filter(({ at }) => at <= reference.now)
    .sort((a, b) => a.at - b.at)[0]
    ?.happening();

const MINUTE_MS = 60_000;
const CLEAR_MS = 2 * MINUTE_MS;

/**
 * A moment to wait for: shortly after one of the next three deadlines. The live product's clock also runs while
 * a sequence lasts, so no deadline may lie near that moment.
 */
export function momentAfter(reference: Reference, n: number): number {
  const times = [...new Set(allDue(reference).map(({ at }) => at))]
    .filter((at) => at > reference.now)
    .sort((a, b) => a - b);
  let moment = (times[Math.min(n % 3, times.length - 1)] ?? reference.now) + 10 * MINUTE_MS;
  while (times.some((at) => Math.abs(at - moment) < CLEAR_MS)) moment += 5 * MINUTE_MS;
  return moment;
}
