import {
  acceptSplit,
  confirmWithdrawal,
  declineSplit,
  declineWithdrawal,
  offerSplit,
  offerWithdrawal,
  openDispute,
  respond,
} from '../../../modules/dispute/index.ts';
import { divideDisputed } from '../../../modules/escrow/escrow.milestones.ts';
import { postings } from '../../../modules/ledger/ledger.postings.ts';
import { verdictOf, type Attempt, type Command } from '../attempt.ts';
import { contract, person, type MemoryWorld } from '../memory-world.ts';
import {
  dropProposal,
  escrowName,
  heldCents,
  isInParts,
  isLiveDispute,
  newKey,
  openParts,
  otherOf,
  PERIODS,
  type Deal,
  type Dispute,
  type Milestone,
  type Reference,
  type Side,
} from '../reference.ts';
import { ACTIVE, afterStep, milestones, partVerdict } from './delivery.ts';

export const SIDES: readonly Side[] = ['buyer', 'seller'];
const STATEMENT = { statement: 'Two of the five files are missing, as I have said.', attachmentIds: [] };
const UNDECIDED = ['awaiting_response', 'negotiation', 'mediation', 'proposed'];

export interface Case {
  readonly deal: Deal;
  readonly milestone: Milestone;
  readonly dispute: Dispute;
}

/** Every milestone that is or was in dispute, with its newest one. */
export const cases = (reference: Reference): Case[] =>
  milestones(reference).flatMap(({ deal, milestone }) =>
    milestone.dispute === null ? [] : [{ deal, milestone, dispute: milestone.dispute }],
  );

/** The milestone stands still, its timers with it, and the other party has three days to answer. */
export function freeze(reference: Reference, deal: Deal, milestone: Milestone, opener: Side): void {
  const { request } = deal;
  const frozen = request.timers.filter(
    (timer) => timer.milestone === undefined || timer.milestone === milestone,
  );
  const before = openParts(deal);
  milestone.pause = { status: milestone.status, at: reference.now, timers: frozen };
  milestone.status = 'disputed';
  milestone.dispute = {
    key: newKey(reference),
    opener,
    status: 'awaiting_response',
    timers: [{ name: 'noResponse', at: reference.now + PERIODS.response }],
    mediated: false,
    splits: new Map(),
    withdrawalBy: null,
    proposal: null,
    ruling: null,
    waived: new Set(),
  };
  dropProposal(deal, before);
  request.timers = request.timers.filter((timer) => !frozen.includes(timer));
}

function opening(reference: Reference, deal: Deal, milestone: Milestone, by: Side): Attempt {
  const key = reference.keys;
  return {
    label: `deal ${deal.key}: ${by} disputes milestone ${milestone.number} (dispute ${key})`,
    verdict: partVerdict(deal, milestone, ['pending', 'delivered', 'changes_requested'], ACTIVE),
    effect: () => {
      freeze(reference, deal, milestone, by);
    },
    memory: (world) => {
      world.part(deal.request.key, milestone.number, 'dispute', by, 'disputed');
      world.openDispute(key, by);
    },
    live: async (world) =>
      openDispute(
        {
          requestId: world.id('request', deal.request.key),
          milestoneId: (await world.milestone(deal, milestone)).id,
          reason: 'incomplete',
          wish: 'split',
          ...STATEMENT,
        },
        world.party(deal, by),
      ),
  };
}

export const dispute: Command = {
  name: 'dispute',
  weight: 2,
  attempts: (reference) =>
    milestones(reference)
      // How a dispute before the start holds up the dates of the others is told by tests of its own.
      .filter(({ deal }) => deal.started || !isInParts(deal))
      .flatMap(({ deal, milestone }) => SIDES.map((by) => opening(reference, deal, milestone, by))),
};

/**
 * What is left after the buyer's part is the seller's and the fee's as the whole would be: the seller's share
 * rounded to the nearest unit, a half up.
 */
export function settle(
  reference: Reference,
  { deal, milestone, dispute: about }: Case,
  buyerGets: bigint,
): void {
  const asset = deal.asset ?? '';
  const rest = milestone.held - buyerGets;
  const whole = BigInt(heldCents(milestone));
  const sellers = BigInt(milestone.priceCents - milestone.sellerFeeCents);
  const sellerGets = (2n * rest * sellers + whole) / (2n * whole);
  const { holdings } = reference;
  holdings.add('escrow', escrowName(deal, milestone), asset, -milestone.held);
  holdings.add('refund', deal.buyer, asset, buyerGets);
  holdings.add('earned', deal.seller, asset, sellerGets);
  holdings.add('fees', 'all', asset, rest - sellerGets);
  if (buyerGets === 0n) milestone.status = 'released';
  else milestone.status = rest === 0n ? 'refunded' : 'settled';
  about.timers = [];
  const ofAll = thawed(reference, milestone).filter((timer) => timer.milestone === undefined);
  milestone.pause = null;
  deal.request.timers = [...deal.request.timers, ...ofAll];
  afterStep(deal);
}

export function settleInMemory(
  world: MemoryWorld,
  { deal, milestone }: Case,
  buyerGetsBase: bigint,
  by: 'buyer' | 'seller' | 'mediator' | 'timer',
): void {
  const division = divideDisputed(milestone.held, buyerGetsBase, {
    price: BigInt(milestone.priceCents),
    sellerFeeCents: BigInt(milestone.sellerFeeCents),
    buyerFeeCents: BigInt(milestone.buyerFeeCents),
  });
  const { sellerGetsBase, feeBase } = division;
  const left = sellerGetsBase + feeBase === 0n ? 'refunded' : 'settled';
  const to = buyerGetsBase === 0n ? 'released' : left;
  world.part(deal.request.key, milestone.number, 'resolve', by, to);
  world.ledger.post(
    postings.split({
      asset: deal.asset ?? '',
      buyerId: person(deal.buyer),
      sellerId: person(deal.seller),
      ...division,
      refs: { contractId: contract(deal.key), milestoneId: String(milestone.number) },
    }),
  );
}

/** Timers that stood still go on with what was left of them, at least a day. */
function thawed({ now }: Reference, { pause }: Milestone) {
  return (pause?.timers ?? []).map((timer) => ({
    ...timer,
    at: now + Math.max(PERIODS.leastAfterPause, timer.at - (pause?.at ?? 0)),
  }));
}

export const answer: Command = {
  name: 'answer',
  weight: 1,
  attempts: (reference) =>
    cases(reference).flatMap(({ deal, milestone, dispute: about }) =>
      SIDES.map((by) => ({
        label: `dispute ${about.key}: ${by} answers`,
        verdict: verdictOf(about.status === 'awaiting_response', by !== about.opener),
        effect: () => {
          about.status = 'negotiation';
          about.timers = [{ name: 'negotiationEnded', at: reference.now + PERIODS.negotiation }];
        },
        memory: (world) => {
          world.dispute(about.key, 'respond', by);
        },
        live: async (world) => {
          const disputeId = (await world.dispute(deal, milestone)).id;
          return respond({ disputeId, ...STATEMENT }, world.party(deal, by));
        },
      })),
    ),
};

/** Nothing, everything, and parts that do not divide evenly. */
export const shareOf = (held: bigint, n: number): bigint =>
  [0n, held, held / 2n, 1n, held - 1n, held / 3n][n % 6] ?? 0n;

export const moneyOf = (deal: Deal, amount: bigint) => ({ amount: String(amount), asset: deal.asset ?? '' });

function offering(reference: Reference, at: Case, by: Side, buyerGets: bigint): Attempt {
  const { deal, milestone, dispute: about } = at;
  const key = reference.keys;
  return {
    label: `dispute ${about.key}: ${by} offers the buyer ${buyerGets}`,
    verdict: verdictOf(isLiveDispute(about)),
    effect: () => {
      newKey(reference);
      about.splits.set(by, { key, buyerGets });
    },
    memory: (world) => {
      world.dispute(about.key, 'offerSplit', by);
    },
    live: async (world) => {
      const { id } = await world.dispute(deal, milestone);
      const input = { disputeId: id, buyerGets: moneyOf(deal, buyerGets), note: '' };
      await offerSplit(input, world.party(deal, by));
      const { splits } = await world.dispute(deal, milestone);
      world.remember('split', key, splits.at(-1)?._id.toHexString() ?? '');
    },
  };
}

export const split: Command = {
  name: 'split',
  weight: 2,
  attempts: (reference, n) =>
    cases(reference).flatMap((at) =>
      SIDES.map((by) => offering(reference, at, by, shareOf(at.milestone.held, n))),
    ),
};

function answering(reference: Reference, at: Case, by: Side, of: Side, accepts: boolean): Attempt[] {
  const { deal, milestone, dispute: about } = at;
  const offered = about.splits.get(of);
  if (!offered) return [];
  return [
    {
      label: `dispute ${about.key}: ${by} ${accepts ? 'accepts' : 'closes'} the split of the ${of}`,
      verdict: verdictOf(isLiveDispute(about), !accepts || by !== of),
      effect: () => {
        about.splits.delete(of);
        if (!accepts) return;
        about.status = 'settled';
        settle(reference, at, offered.buyerGets);
      },
      memory: (world) => {
        world.dispute(about.key, accepts ? 'settle' : 'declineSplit', by);
        if (accepts) settleInMemory(world, at, offered.buyerGets, by);
      },
      live: async (world) => {
        const disputeId = (await world.dispute(deal, milestone)).id;
        const input = { disputeId, splitId: world.id('split', offered.key) };
        return accepts
          ? acceptSplit(input, world.party(deal, by))
          : declineSplit(input, world.party(deal, by));
      },
    },
  ];
}

export const answerSplit: Command = {
  name: 'answerSplit',
  weight: 2,
  attempts: (reference) =>
    cases(reference).flatMap((at) =>
      SIDES.flatMap((by) =>
        SIDES.flatMap((of) => [true, false].flatMap((accepts) => answering(reference, at, by, of, accepts))),
      ),
    ),
};

/** The deal goes on where it was: dates with a timer follow it, another moves by the time that was lost. */
function resume(reference: Reference, { deal, milestone }: Case): void {
  const { pause } = milestone;
  if (!pause) throw new Error('the reference has a dispute without a pause');
  const timers = thawed(reference, milestone);
  const due = timers.find(({ name }) => name === 'miss' || name === 'missChanges');
  milestone.dueAt = due ? due.at - PERIODS.grace : milestone.dueAt + reference.now - pause.at;
  milestone.status = pause.status;
  milestone.pause = null;
  milestone.withdrawals += 1;
  deal.request.timers = [...deal.request.timers, ...timers];
}

function withdrawing(
  reference: Reference,
  at: Case,
  by: Side,
  how: 'offer' | 'confirm' | 'decline',
): Attempt {
  const { deal, milestone, dispute: about } = at;
  const undecided = UNDECIDED.includes(about.status);
  const allowed = {
    offer: by === about.opener && about.withdrawalBy === null && milestone.withdrawals === 0,
    confirm: about.withdrawalBy === otherOf(by),
    decline: about.withdrawalBy !== null,
  };
  const action = { offer: 'offerWithdrawal', confirm: 'withdraw', decline: 'declineWithdrawal' } as const;
  return {
    label: `dispute ${about.key}: ${by} — ${how} of a withdrawal`,
    verdict: verdictOf(undecided, allowed[how]),
    effect: () => {
      about.withdrawalBy = how === 'offer' ? by : null;
      if (how !== 'confirm') return;
      about.status = 'withdrawn';
      about.timers = [];
      resume(reference, at);
    },
    memory: (world) => {
      world.dispute(about.key, action[how], by);
      if (how !== 'confirm') return;
      world.part(deal.request.key, milestone.number, 'resume', by, milestone.pause?.status);
    },
    live: async (world) => {
      const input = { disputeId: (await world.dispute(deal, milestone)).id };
      const run = { offer: offerWithdrawal, confirm: confirmWithdrawal, decline: declineWithdrawal }[how];
      return run(input, world.party(deal, by));
    },
  };
}

export const withdraw: Command = {
  name: 'withdraw',
  weight: 2,
  attempts: (reference) =>
    cases(reference).flatMap((at) =>
      SIDES.flatMap((by) =>
        (['offer', 'confirm', 'decline'] as const).map((how) => withdrawing(reference, at, by, how)),
      ),
    ),
};
