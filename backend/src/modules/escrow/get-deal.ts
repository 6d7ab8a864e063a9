import type { z } from 'zod';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import type { PartyRole } from '../../shared/process.ts';
import { getFileRefs } from '../file/index.ts';
import { moneyOfRequest } from '../ledger/index.ts';
import { loadRequest, readPrivatePart } from '../marketplace/index.ts';
import { getUserRefs } from '../user/index.ts';
import { receiptsPort } from './abandon.ts';
import type { dealSchema } from './escrow.contract.ts';
import { roleIn } from './escrow.policy.ts';
import { presentDeal } from './escrow.presenter.ts';
import { findLatestContract } from './escrow.repository.ts';

/** @returns null for whom the deal does not exist */
function viewerRole(
  contract: Parameters<typeof roleIn>[0],
  actor: Pick<Actor, 'id' | 'role'>,
): PartyRole | 'admin' | null {
  return roleIn(contract, actor.id) ?? (actor.role === 'admin' ? 'admin' : null);
}

/** The deal as a party (or an admin) sees it; one read of each collection, side by side. */
export async function getDeal(
  input: { readonly requestId: string },
  actor: Pick<Actor, 'id' | 'role'>,
): Promise<z.input<typeof dealSchema>> {
  const [request, contract] = await Promise.all([
    loadRequest(null, input.requestId),
    findLatestContract(input.requestId),
  ]);
  const role = contract === null ? null : viewerRole(contract, actor);
  // After a payment timed out the request is open again and the old contract is history, not a deal.
  if (contract === null || role === null || request.activeContractId !== contract._id.toString()) {
    throw new AppError('NOT_FOUND');
  }
  const contractId = contract._id.toString();
  const fileIds = contract.milestones.flatMap(({ deliveries }) =>
    deliveries.flatMap((delivery) => delivery.fileIds),
  );
  const [users, files, money, privatePart, paymentId, confirming] = await Promise.all([
    getUserRefs([contract.buyerId.toString(), contract.sellerId.toString()]),
    getFileRefs(fileIds.map(String)),
    moneyOfRequest(request.id),
    role === 'admin' ? null : readPrivatePart(request.id),
    receiptsPort().newestPaymentId(contractId),
    request.status === 'awaiting_payment' ? receiptsPort().isConfirming(null, contractId) : false,
  ]);
  return presentDeal({
    request,
    contract,
    viewerRole: role,
    users,
    files,
    money,
    privatePart,
    paymentId,
    confirming,
  });
}

/** Whether somebody may see a deal's money and payments. */
export async function mayViewDeal(actor: Pick<Actor, 'id' | 'role'>, requestId: string): Promise<boolean> {
  const contract = await findLatestContract(requestId);
  return contract !== null && viewerRole(contract, actor) !== null;
}
