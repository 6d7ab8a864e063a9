import {
  acceptProposal,
  appealRuling,
  assignCase,
  decideAppeal,
  declineProposal,
  propose,
  rule,
  waiveAppeal,
} from '../../../modules/dispute/index.ts';
import { verdictOf, type Attempt, type Command } from '../attempt.ts';
import { PERIODS, type Reference, type Side } from '../reference.ts';
import { cases, moneyOf, settle, settleInMemory, shareOf, SIDES, type Case } from './disputes.ts';

const REASONS = 'The files that were agreed on are not all there.';

export const assign: Command = {
  name: 'assign',
  weight: 2,
  attempts: (reference) =>
    cases(reference).map(({ deal, milestone, dispute }) => ({
      label: `dispute ${dispute.key}: a mediator takes it`,
      verdict: verdictOf(['mediation', 'appealed'].includes(dispute.status), !dispute.mediated),
      effect: () => {
        dispute.mediated = true;
        dispute.timers = [{ name: 'escalate', at: reference.now + PERIODS.silence }];
      },
      memory: (world) => {
        world.dispute(dispute.key, 'assign', 'mediator');
      },
      live: async (world) => {
        const mediator = await world.freeMediator(deal, milestone);
        const disputeId = (await world.dispute(deal, milestone)).id;
        return assignCase({ disputeId, mediatorId: mediator.id }, mediator);
      },
    })),
};

/** The mediator proposes, rules, or decides an appeal. */
function deciding(
  reference: Reference,
  at: Case,
  how: 'propose' | 'rule' | 'decideAppeal',
  share: bigint,
): Attempt {
  const { deal, milestone, dispute } = at;
  const from = { propose: 'mediation', rule: 'proposed', decideAppeal: 'appealed' }[how];
  const declined = (dispute.proposal?.declined.size ?? 0) > 0;
  return {
    label: `dispute ${dispute.key}: the mediator — ${how}, ${share} for the buyer`,
    verdict: verdictOf(dispute.status === from, dispute.mediated && (how !== 'rule' || declined)),
    effect: () => {
      if (how === 'propose') {
        dispute.status = 'proposed';
        dispute.proposal = { buyerGets: share, accepted: new Set(), declined: new Set() };
        dispute.timers = [{ name: 'rule', at: reference.now + PERIODS.answer }];
      } else if (how === 'rule') {
        becomeRuling(reference, at, share);
      } else {
        dispute.status = 'final';
        settle(reference, at, share);
      }
    },
    memory: (world) => {
      world.dispute(dispute.key, how, 'mediator');
      if (how === 'decideAppeal') settleInMemory(world, at, share, 'mediator');
    },
    live: async (world) => {
      const disputeId = (await world.dispute(deal, milestone)).id;
      const input = { disputeId, buyerGets: moneyOf(deal, share), reasons: REASONS };
      const run = { propose, rule, decideAppeal }[how];
      return run(input, await world.mediatorOf(deal, milestone, dispute));
    },
  };
}

/** The ruling stands unless somebody appeals within three days. */
export function becomeRuling(reference: Reference, { dispute }: Case, share: bigint): void {
  dispute.status = 'ruled';
  dispute.ruling = share;
  dispute.timers = [{ name: 'finalise', at: reference.now + PERIODS.appeal }];
}

export const decide: Command = {
  name: 'decide',
  weight: 3,
  attempts: (reference, n) =>
    cases(reference).flatMap((at) =>
      (['propose', 'rule', 'decideAppeal'] as const).map((how) =>
        deciding(reference, at, how, shareOf(at.milestone.held, n)),
      ),
    ),
};

function answeringProposal(reference: Reference, at: Case, by: Side, accepts: boolean): Attempt[] {
  const { deal, milestone, dispute } = at;
  const { proposal } = dispute;
  if (proposal === null) return [];
  const [mine, others] = accepts
    ? [proposal.accepted, proposal.declined]
    : [proposal.declined, proposal.accepted];
  return [
    {
      label: `dispute ${dispute.key}: ${by} ${accepts ? 'accepts' : 'declines'} the proposal`,
      verdict: verdictOf(dispute.status === 'proposed', !mine.has(by)),
      effect: () => {
        mine.add(by);
        others.delete(by);
        if (!accepts || mine.size < 2) return;
        dispute.status = 'settled';
        settle(reference, at, proposal.buyerGets);
      },
      memory: (world) => {
        world.dispute(dispute.key, accepts ? 'acceptProposal' : 'declineProposal', by);
        if (!accepts || proposal.accepted.size === 0) return;
        world.dispute(dispute.key, 'settle', by);
        settleInMemory(world, at, proposal.buyerGets, by);
      },
      live: async (world) => {
        const { id, proposal: stored } = await world.dispute(deal, milestone);
        const input = { disputeId: id, proposalId: stored?._id.toHexString() ?? '' };
        const run = accepts ? acceptProposal : declineProposal;
        return run(input, world.party(deal, by));
      },
    },
  ];
}

export const answerProposal: Command = {
  name: 'answerProposal',
  weight: 3,
  attempts: (reference) =>
    cases(reference).flatMap((at) =>
      SIDES.flatMap((by) =>
        [true, false].flatMap((accepts) => answeringProposal(reference, at, by, accepts)),
      ),
    ),
};

function answeringRuling(reference: Reference, at: Case, by: Side, how: 'appeal' | 'waiveAppeal'): Attempt {
  const { deal, milestone, dispute } = at;
  return {
    label: `dispute ${dispute.key}: ${by} — ${how}`,
    verdict: verdictOf(dispute.status === 'ruled', !dispute.waived.has(by)),
    effect: () => {
      if (how === 'appeal') {
        dispute.status = 'appealed';
        dispute.mediated = false;
        dispute.timers = [{ name: 'escalate', at: reference.now + PERIODS.silence }];
        return;
      }
      dispute.waived.add(by);
      if (dispute.waived.size < 2) return;
      dispute.status = 'final';
      settle(reference, at, dispute.ruling ?? 0n);
    },
    memory: (world) => {
      world.dispute(dispute.key, how, by);
      if (how === 'appeal' || dispute.waived.size === 0) return;
      world.dispute(dispute.key, 'finalise', by);
      settleInMemory(world, at, dispute.ruling ?? 0n, by);
    },
    live: async (world) => {
      const disputeId = (await world.dispute(deal, milestone)).id;
      return how === 'appeal'
        ? appealRuling({ disputeId, reasons: REASONS }, world.party(deal, by))
        : waiveAppeal({ disputeId }, world.party(deal, by));
    },
  };
}

export const answerRuling: Command = {
  name: 'answerRuling',
  weight: 2,
  attempts: (reference) =>
    cases(reference).flatMap((at) =>
      SIDES.flatMap((by) =>
        (['appeal', 'waiveAppeal'] as const).map((how) => answeringRuling(reference, at, by, how)),
      ),
    ),
};
