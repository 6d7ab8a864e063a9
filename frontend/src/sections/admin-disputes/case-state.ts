import type { Dispute } from '@/actions/disputes';

/** What the case waits for from whoever has it. */
export type Decision = 'propose' | 'rule' | 'decideAppeal';
const DECISIONS: readonly Decision[] = ['propose', 'rule', 'decideAppeal'];

export const decisionOf = ({ abilities }: Pick<Dispute, 'abilities'>): Decision | null =>
  DECISIONS.find((decision) => abilities.includes(decision)) ?? null;

/** Where a decision begins: at the proposal or ruling that is there, else half and half. Base units. */
export function startOf({ held, proposal, ruling }: Pick<Dispute, 'held' | 'proposal' | 'ruling'>): bigint {
  const made = ruling ?? proposal;
  return made ? BigInt(made.division.buyerGets.amount) : BigInt(held.amount) / 2n;
}

/** Why there is nothing to decide now. */
export type Waiting = 'parties' | 'nobody' | 'ownRuling' | 'somebody' | 'answers' | 'appeal' | 'over';

export function waitingOf(
  dispute: Pick<Dispute, 'status' | 'mediator' | 'viewerRole' | 'abilities'>,
): Waiting {
  switch (dispute.status) {
    case 'opened':
    case 'awaiting_response':
    case 'negotiation':
      return 'parties';
    case 'mediation':
    case 'appealed':
      if (dispute.mediator) return 'somebody';
      return dispute.abilities.includes('assign') ? 'nobody' : 'ownRuling';
    case 'proposed':
      return dispute.viewerRole === 'mediator' ? 'answers' : 'somebody';
    case 'ruled':
      return 'appeal';
    default:
      return 'over';
  }
}
