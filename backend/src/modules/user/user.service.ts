import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction, isDuplicateKey } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import type { UserRef } from '../../shared/refs.ts';
import { presentUserRef } from './user.presenter.ts';
import * as repository from './user.repository.ts';
import type { NewUser, ProfileChanges, UserRecord } from './user.repository.ts';

/** @throws AppError NOT_FOUND */
export async function getUser(userId: string, tx: ClientSession | null = null): Promise<UserRecord> {
  const user = await repository.findById(userId, tx);
  if (!user) throw new AppError('NOT_FOUND');
  return user;
}

/** Names by id; an id without an account is left out. */
export async function getUserRefs(
  ids: Iterable<string>,
  tx: ClientSession | null = null,
): Promise<Map<string, UserRef>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const names = await repository.findNames(wanted, tx);
  return new Map(names.map((user) => [user.id, presentUserRef(user)]));
}

/** @param email in any case */
export const findByEmail = (email: string): Promise<UserRecord | null> =>
  repository.findByEmail(email.trim().toLowerCase());

/**
 * Opens an account; its credentials are the auth module's.
 * @throws AppError EMAIL_TAKEN
 */
export async function createUser(tx: ClientSession, input: NewUser): Promise<UserRecord> {
  try {
    return await repository.insert(tx, { ...input, email: input.email.trim().toLowerCase() }, now());
  } catch (error) {
    if (isDuplicateKey(error, 'email')) throw new AppError('EMAIL_TAKEN', { cause: error });
    throw error;
  }
}

/** Notes that the address was proven; telling it twice changes nothing. Returns the time of the first proof. */
export async function markEmailVerified(tx: ClientSession, userId: string): Promise<Date> {
  if (await repository.setEmailVerified(tx, userId, now())) await announce(tx, userId);
  const { emailVerifiedAt } = await getUser(userId, tx);
  if (!emailVerifiedAt) throw new Error('an address just proven has no time');
  return emailVerifiedAt;
}

/** Password, e-mail or second factor changed: holds of payout addresses start anew from now. */
export async function recordCredentialChange(tx: ClientSession, userId: string): Promise<void> {
  await repository.update(tx, userId, { credentialsChangedAt: now() });
}

/** Business time of the last change of credentials. */
export async function credentialsChangedAt(userId: string, tx: ClientSession | null = null): Promise<Date> {
  return (await getUser(userId, tx)).credentialsChangedAt;
}

export const listAdminIds = (): Promise<string[]> => repository.findIdsByRole('admin');

export const listMediatorIds = (): Promise<string[]> => repository.findIdsByRole('mediator');

/** Changes the caller's own profile and settings. */
export function updateMe(changes: ProfileChanges, actor: Actor): Promise<UserRecord> {
  return inTransaction(async (tx) => {
    const user = await repository.update(tx, actor.id, changes);
    if (!user) throw new AppError('NOT_FOUND');
    await announce(tx, actor.id);
    return user;
  });
}

/** People to invite, by the beginning of their name; never the caller. */
export async function searchUsers(
  input: { q: string; limit: number; cursor?: string | undefined },
  actor: Actor,
): Promise<{ items: UserRecord[]; nextCursor: string | null }> {
  if (input.cursor !== undefined && !/^[0-9a-f]{24}$/.test(input.cursor)) {
    throw new AppError('VALIDATION_FAILED', {
      details: [{ path: 'cursor', message: 'Must be a cursor from an earlier page.' }],
    });
  }
  const found = await repository.findByNamePrefix(input.q, {
    exceptId: actor.id,
    afterId: input.cursor,
    limit: input.limit + 1,
  });
  const items = found.slice(0, input.limit);
  return { items, nextCursor: found.length > input.limit ? (items.at(-1)?.id ?? null) : null };
}

const announce = (tx: ClientSession, userId: string): Promise<void> =>
  emitLater(tx, { name: 'user:updated', ids: { userId }, addressees: [userId] });
