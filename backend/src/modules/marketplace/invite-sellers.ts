import { emitLater } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { addReaders } from '../file/index.ts';
import { getUserRefs } from '../user/index.ts';
import { MAX_INVITATIONS } from './marketplace.terms.ts';
import { addInvitations } from './purchase-request.repository.ts';
import { loadOwnRequest } from './view-request.ts';

const refuse = (message: string): AppError =>
  new AppError('VALIDATION_FAILED', { details: [{ path: 'sellerIds', message }] });

/** Invites sellers; they hear of it once the request is open. */
export async function inviteSellers(
  input: { readonly requestId: string; readonly sellerIds: readonly string[] },
  actor: Actor,
): Promise<void> {
  await inTransaction(async (tx) => {
    const request = await loadOwnRequest(tx, input.requestId, actor);
    if (request.status !== 'draft' && request.status !== 'open') throw new AppError('INVALID_TRANSITION');
    if (input.sellerIds.includes(actor.id)) throw refuse('You cannot invite yourself.');
    const added = [...new Set(input.sellerIds)].filter((id) => !request.invitedSellerIds.includes(id));
    if (added.length === 0) return;
    if (request.invitedSellerIds.length + added.length > MAX_INVITATIONS) {
      throw refuse(`At most ${MAX_INVITATIONS} sellers can be invited.`);
    }
    const known = await getUserRefs(added, tx);
    const unknown = added.find((id) => !known.has(id));
    if (unknown !== undefined) throw refuse(`There is nobody with the id ${unknown}.`);

    if (!(await addInvitations(tx, request, added))) throw new AppError('CONFLICT');
    const ids = { requestId: request.id };
    await emitLater(tx, { name: 'request:updated', ids, addressees: [actor.id], causedBy: actor.id });
    if (request.status !== 'open') return;
    await addReaders(tx, request.attachmentIds, added);
    await emitLater(tx, { name: 'request:invited', ids, addressees: added, causedBy: actor.id });
  });
}
