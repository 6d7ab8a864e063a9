import type { RequestStatus } from '../marketplace/index.ts';
import type { ContractDocument, MilestoneDocument } from './escrow.model.ts';
import type { DealState, MilestoneState } from './escrow.policy.ts';

export function standingOfMilestone(
  { maxChangeRounds }: ContractDocument,
  { status, changeRequests }: MilestoneDocument,
): MilestoneState {
  return { status, changeRoundsLeft: Math.max(0, maxChangeRounds - changeRequests.length) };
}

/** What the policy asks of a deal to say who may do what. */
export const standingOf = (status: RequestStatus, contract: ContractDocument): DealState => ({
  status,
  proposal: contract.proposal,
  milestones: contract.milestones.map((milestone) => standingOfMilestone(contract, milestone)),
});
