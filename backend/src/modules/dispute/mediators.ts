import type { ClientSession } from 'mongoose';
import { listAdminIds, listMediatorIds } from '../user/index.ts';
import { mayHave } from './dispute.policy.ts';
import type { DisputeStatus } from './dispute.process.ts';
import { countByMediator } from './dispute-lists.repository.ts';
import { type DisputeRecord } from './dispute.repository.ts';

/** Statuses that wait for the mediator: silence there is counted. */
export const isMediatorsMove = (status: DisputeStatus): boolean =>
  status === 'mediation' || status === 'appealed';

/** Who may be told of a case that waits: everybody at the desk who may have it. */
export async function deskFor(dispute: DisputeRecord): Promise<string[]> {
  const ids = [...(await listMediatorIds()), ...(await listAdminIds())];
  return [...new Set(ids)].filter((id) => mayHave(dispute, id));
}

/**
 * Somebody else for a case whose mediator is silent: the mediator with the fewest cases, an admin where there is
 * no other mediator.
 * @returns null when nobody else may have it
 */
export async function chooseMediator(tx: ClientSession, dispute: DisputeRecord): Promise<string | null> {
  const load = await countByMediator(tx);
  const others = (ids: readonly string[]) =>
    ids
      .filter((id) => id !== dispute.mediatorId && mayHave(dispute, id))
      .sort((a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0) || (a < b ? -1 : 1));
  return others(await listMediatorIds())[0] ?? others(await listAdminIds())[0] ?? null;
}
