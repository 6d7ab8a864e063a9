import type { Snapshot } from '../../platform/snapshot.ts';
import { registerInvariant } from '../ledger/index.ts';
import { findRequestDeadlines, type DeadlineAction } from '../marketplace/index.ts';
import type { MilestoneStatus } from './milestone.process.ts';
import type { ContractDocument, MilestoneDocument } from './escrow.model.ts';
import { streamFundedContracts } from './escrow.repository.ts';

/** Contracts whose requests are looked up together. */
const CHUNK = 500;

const nameOf = ({ _id }: ContractDocument): string => `contract ${_id.toHexString()}`;

/** What the timer does with a milestone of a deal that has started; of a disputed one it does nothing. */
const TIMERS: Partial<Record<MilestoneStatus, DeadlineAction>> = {
  pending: 'miss',
  delivered: 'autoApprove',
  changes_requested: 'missChanges',
};

const isHeldUp = ({ milestones }: ContractDocument): boolean =>
  milestones.some(
    ({ status, pause }) =>
      status === 'disputed' && pause?.timers.some(({ milestoneId }) => milestoneId === null),
  );

/** The timers that a funded deal must have, as `action milestone`; before the start it is one for all. */
function timersOf(contract: ContractDocument): string[] {
  // While the money is not there all of them stand still, and the deal is given up unless it is in dispute.
  if (contract.freeze !== null) {
    return contract.milestones.some(({ status }) => status === 'disputed') ? [] : ['unfund '];
  }
  const isPending = ({ status }: MilestoneDocument): boolean => status === 'pending';
  if (contract.startedAt === null) {
    return contract.milestones.some(isPending) && !isHeldUp(contract) ? ['decline '] : [];
  }
  return contract.milestones.flatMap(({ _id, status }) => {
    const action = TIMERS[status];
    return action === undefined ? [] : [`${action} ${_id.toHexString()}`];
  });
}

async function faultsOfTimers(contracts: readonly ContractDocument[], at: Snapshot): Promise<string[]> {
  const found = await findRequestDeadlines(
    contracts.map(({ requestId }) => requestId.toHexString()),
    at,
  );
  return contracts.flatMap((contract) => {
    const deadlines = found.get(contract.requestId.toHexString()) ?? [];
    const there = deadlines.map(({ action, milestoneId = '' }) => `${action} ${milestoneId}`).sort();
    const wanted = timersOf(contract).sort();
    return there.join() === wanted.join()
      ? []
      : [`${nameOf(contract)} has the timers [${there.join(', ')}], not [${wanted.join(', ')}]`];
  });
}

/** What must hold of the milestones of every funded contract, whatever the ledger says of the money. */
export function registerMilestoneInvariants(): void {
  registerInvariant('every milestone that waits has its timer', async (_sums, _flows, at) => {
    const faults: string[] = [];
    let chunk: ContractDocument[] = [];
    for await (const contract of streamFundedContracts(at)) {
      chunk.push(contract);
      if (chunk.length < CHUNK) continue;
      faults.push(...(await faultsOfTimers(chunk, at)));
      chunk = [];
    }
    return [...faults, ...(await faultsOfTimers(chunk, at))];
  });
}
