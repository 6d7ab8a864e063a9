import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { attachFiles } from '../file/index.ts';
import { expiryOf } from './marketplace.terms.ts';
import { publish } from './publish-request.ts';
import {
  insertRequest,
  type PrivateContent,
  type RequestContent,
  type RequestRecord,
} from './purchase-request.repository.ts';
import { checkContent, contentOf, type ContentInput } from './request-content.ts';
import { insertTimelineEntry } from './timeline.repository.ts';
import { transitionRequest } from './transition-request.ts';
import { loadOwnRequest } from './view-request.ts';

export interface CreateRequestInput extends ContentInput {
  readonly publish: boolean;
}

const check = (content: RequestContent, privateContent: PrivateContent): void => {
  checkContent(content, privateContent, { at: now(), expiresAt: expiryOf({ expiresAt: null }).at });
};

/** Until it is published a draft's files are the buyer's alone. */
async function attachDraftFiles(
  tx: ClientSession,
  ownerId: string,
  content: RequestContent,
  privateContent: PrivateContent,
): Promise<void> {
  const fileIds = [...content.attachmentIds, ...privateContent.attachmentIds];
  await attachFiles(tx, { fileIds, ownerId, audience: { kind: 'users', userIds: [ownerId] } });
}

/** A new draft; published at once unless the buyer wants to think it over. */
export async function createRequest(input: CreateRequestInput, actor: Actor): Promise<RequestRecord> {
  return inTransaction(async (tx) => {
    const { content, privateContent } = contentOf(input);
    check(content, privateContent);
    await attachDraftFiles(tx, actor.id, content, privateContent);
    const draft = await insertRequest(tx, actor.id, content, privateContent);
    await insertTimelineEntry(tx, {
      requestId: draft.id,
      action: 'create',
      from: null,
      to: draft.status,
      by: 'buyer',
      actorId: actor.id,
    });
    return input.publish ? publish(tx, draft, actor) : draft;
  });
}

export interface UpdateRequestInput extends ContentInput {
  readonly requestId: string;
  /** The version that was read and is rewritten. */
  readonly version: number;
}

/** @throws AppError CONFLICT when the draft changed since it was read */
export async function updateRequest(input: UpdateRequestInput, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const request = await loadOwnRequest(tx, input.requestId, actor);
    const { content, privateContent } = contentOf(input);
    const edited = await transitionRequest(tx, {
      request: { ...request, version: input.version },
      action: 'edit',
      by: 'buyer',
      actorId: actor.id,
      set: { content, privateContent },
    });
    check(content, privateContent);
    await attachDraftFiles(tx, actor.id, content, privateContent);
    await emitLater(tx, {
      name: 'request:updated',
      ids: { requestId: edited.id },
      addressees: [actor.id],
      causedBy: actor.id,
    });
  });
}
