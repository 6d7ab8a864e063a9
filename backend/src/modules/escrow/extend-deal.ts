import type { ClientSession } from 'mongoose';
import type { Downtime, DowntimeCredit } from '../../platform/downtime.ts';
import { extendDeadlines, findRunningRequestIds, loadRequest, putOff } from '../marketplace/index.ts';
import type { ContractDocument, MilestoneDocument } from './escrow.model.ts';
import { isOpen } from './escrow.milestones.ts';
import { findActiveContract, saveContract } from './escrow.repository.ts';

/**
 * The dates of a milestone that is under way, as its timers. One in dispute stands still: when it goes on, it
 * gets back all the time that was lost, this included.
 */
function putOffMilestone(milestone: MilestoneDocument, downtime: Downtime): MilestoneDocument {
  if (!isOpen(milestone.status) || milestone.status === 'disputed') return milestone;
  const changeRequests = milestone.changeRequests.map((change, index, all) =>
    index === all.length - 1
      ? { ...change, redeliveryDueAt: putOff(change.redeliveryDueAt, downtime) }
      : change,
  );
  return {
    ...milestone,
    changeRequests,
    dueAt: putOff(milestone.dueAt, downtime),
    inspectionEndsAt: putOff(milestone.inspectionEndsAt, downtime),
  };
}

const changeOf = (contract: ContractDocument, downtime: Downtime) => ({
  milestones: contract.milestones.map((milestone) => putOffMilestone(milestone, downtime)),
  downtimeMs: (contract.downtimeMs ?? 0) + downtime.lengthMs,
});

/** Requests with a deadline, and the contracts of those that are deals: in one transaction each. */
async function credit(tx: ClientSession, requestId: string, downtime: Downtime): Promise<void> {
  const request = await loadRequest(tx, requestId);
  if (!request.deadlines.some(({ at }) => at > downtime.from)) return;
  await extendDeadlines(tx, request, downtime);
  const contract = await findActiveContract(tx, requestId);
  if (contract) await saveContract(tx, contract._id, changeOf(contract, downtime));
}

export const requestCredit: DowntimeCredit = {
  name: 'escrow.request',
  findRunning: findRunningRequestIds,
  credit,
};
