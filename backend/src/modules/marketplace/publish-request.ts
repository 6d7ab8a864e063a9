import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { attachFiles } from '../file/index.ts';
import { feedOf } from './feed.ts';
import { expiryOf } from './marketplace.terms.ts';
import { findPrivateContent, type RequestRecord } from './purchase-request.repository.ts';
import { checkContent } from './request-content.ts';
import { transitionRequest } from './transition-request.ts';
import { loadOwnRequest } from './view-request.ts';

export async function publishRequest(input: { requestId: string }, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    await publish(tx, await loadOwnRequest(tx, input.requestId, actor), actor);
  });
}

/** The draft opens: it expires by itself, its files become readable, sellers hear of it. */
export async function publish(
  tx: ClientSession,
  draft: RequestRecord,
  actor: Pick<Actor, 'id'>,
): Promise<RequestRecord> {
  const expiry = expiryOf({ expiresAt: null });
  const opened = await transitionRequest(tx, {
    request: draft,
    action: 'publish',
    by: 'buyer',
    actorId: actor.id,
    set: { publishedAt: now() },
    deadlines: [expiry],
  });
  await checkAgain(tx, opened, expiry.at);
  await openFiles(tx, opened);
  const ids = { requestId: opened.id };
  await emitLater(
    tx,
    {
      name: 'request:created',
      ids,
      addressees: [opened.buyerId],
      rooms: feedOf(opened),
      causedBy: actor.id,
    },
    ...(opened.invitedSellerIds.length === 0
      ? []
      : [{ name: 'request:invited', ids, addressees: opened.invitedSellerIds, causedBy: actor.id }]),
  );
  return opened;
}

/** What was right when the draft was written may be over by now: the bid deadline. */
async function checkAgain(tx: ClientSession, request: RequestRecord, expiresAt: Date): Promise<void> {
  const privateContent = await findPrivateContent(tx, request.id);
  if (privateContent) checkContent(request, privateContent, { at: now(), expiresAt });
}

async function openFiles(tx: ClientSession, request: RequestRecord): Promise<void> {
  const { attachmentIds, buyerId, invitedSellerIds, visibility } = request;
  await attachFiles(tx, {
    fileIds: attachmentIds,
    ownerId: buyerId,
    audience:
      visibility === 'public'
        ? { kind: 'public' }
        : { kind: 'users', userIds: [buyerId, ...invitedSellerIds] },
  });
}
