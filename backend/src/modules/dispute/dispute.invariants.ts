import { streamDisputedMilestones } from '../escrow/index.ts';
import { registerInvariant } from '../ledger/index.ts';
import { isLive } from './dispute.process.ts';
import { streamDisputes } from './dispute-lists.repository.ts';
import { chainFault } from './evidence.chain.ts';
import { findChain } from './evidence.repository.ts';

/**
 * What disputes add to the ledger's check: a milestone is disputed exactly as long as a dispute about it has no
 * outcome (escrow's own check says that it then holds everything), and no piece of evidence was touched.
 */
export function registerDisputeInvariants(): void {
  registerInvariant(
    'disputed milestones and disputes without an outcome are the same',
    async (_sums, _flows, at) => {
      const disputed = new Set<string>();
      for await (const milestoneId of streamDisputedMilestones(at)) disputed.add(milestoneId);
      const faults: string[] = [];
      for await (const { id, status, milestoneId, outcome } of streamDisputes(at)) {
        const paid = status === 'settled' || status === 'final';
        if (paid !== (outcome !== null)) faults.push(`dispute ${id} is ${status}, its outcome does not fit`);
        if (!isLive(status)) continue;
        if (!disputed.delete(milestoneId))
          faults.push(`dispute ${id} is ${status}, its milestone is not disputed`);
      }
      return [...faults, ...[...disputed].map((id) => `milestone ${id} is disputed without a dispute`)];
    },
  );
  registerInvariant('evidence is an unbroken chain', async (_sums, _flows, at) => {
    const faults: string[] = [];
    for await (const { id, evidenceCount, evidenceHead } of streamDisputes(at)) {
      const fault = chainFault(await findChain(id, at), { count: evidenceCount, hash: evidenceHead });
      if (fault !== null) faults.push(`dispute ${id}: ${fault}`);
    }
    return faults;
  });
}
