import type { ClientSession } from 'mongoose';
import { getAddress, isAddress, type Hex } from 'viem';
import { now } from '../../../platform/clock.ts';
import type { Deadline } from '../../../platform/deadline.ts';
import { inTransaction } from '../../../platform/transaction.ts';
import type { Actor } from '../../../shared/actor.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ChallengeRecord } from '../challenge.repository.ts';
import { issueChallenge, openChallenge, spend, type Stamp } from '../challenge.ts';
import { checkSignature } from '../check-signature.ts';
import { digestOf, domainOn, typedDataIn, type TypedData } from '../typed-data.ts';
import { completeReplacement, moveReplacement } from './move-replacement.ts';
import type { ReplacementStatus } from './replacement.process.ts';
import {
  findHoldsOver,
  findReplacement,
  findReplacements,
  OPEN,
  type ReplacementRecord,
} from './replacement.repository.ts';
import { REPLACEMENT_DEADLINE } from './sign-address.ts';

const text = (name: string) => ({ name, type: 'string' });

const TYPES = {
  StopReplacement: [
    text('statement'),
    text('replacement'),
    text('account'),
    { name: 'payoutAddress', type: 'address' },
    { name: 'refused', type: 'address' },
    text('nonce'),
    text('issuedAt'),
    text('expiresAt'),
  ],
};

const stopTypedData = (replacement: ReplacementRecord, { nonce, issuedAt, expiresAt }: Stamp): TypedData => ({
  domain: domainOn(replacement.chainId),
  types: TYPES,
  primaryType: 'StopReplacement',
  message: {
    statement: 'Do not replace my payout address.',
    replacement: replacement.id,
    account: replacement.userId,
    payoutAddress: replacement.oldAddress,
    refused: replacement.newAddress,
    nonce,
    issuedAt: issuedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  },
});

/** The owner takes it back. @throws AppError NOT_FOUND, INVALID_TRANSITION, CONFLICT */
export async function cancelReplacement(
  input: { readonly replacementId: string },
  actor: Pick<Actor, 'id'>,
): Promise<void> {
  await inTransaction(async (tx) => {
    const replacement = await findReplacement(tx, input.replacementId);
    if (replacement?.userId !== actor.id) throw new AppError('NOT_FOUND');
    await moveReplacement(tx, replacement, 'cancel', 'seller');
  });
}

/**
 * For an owner who cannot sign in any more, because whoever asked for the replacement has their account: what
 * the old wallet is to sign. Whoever does not name that wallet learns nothing.
 * @throws AppError NOT_FOUND
 */
export async function startStopping(input: {
  readonly replacementId: string;
  readonly wallet: string;
}): Promise<ChallengeRecord> {
  const replacement = await findReplacement(null, input.replacementId);
  const named = isAddress(input.wallet, { strict: false }) ? getAddress(input.wallet.toLowerCase()) : null;
  if (replacement === null || replacement.oldAddress !== named || !OPEN.includes(replacement.status)) {
    throw new AppError('NOT_FOUND');
  }
  const { id: subject, userId, chainId, oldAddress: address } = replacement;
  return issueChallenge({ purpose: 'stop_replacement', userId, address, chainId, subject }, (stamp) =>
    JSON.stringify(stopTypedData(replacement, stamp)),
  );
}

/** @throws AppError SIGNATURE_EXPIRED, INVALID_SIGNATURE, INVALID_TRANSITION, CONFLICT, UPSTREAM_UNAVAILABLE */
export async function stopBySignature(input: {
  readonly nonce: string;
  readonly signature: Hex;
}): Promise<void> {
  const challenge = await openChallenge(input.nonce, 'stop_replacement', null);
  const { address, chainId, subject } = challenge;
  const digest = digestOf(typedDataIn(challenge));
  await checkSignature({ address, chainId, digest, signature: input.signature });
  await inTransaction(async (tx) => {
    await spend(tx, challenge);
    const replacement = await findReplacement(tx, subject);
    if (replacement === null) throw new AppError('NOT_FOUND');
    await moveReplacement(tx, replacement, 'cancel', 'seller');
  });
}

/** Whose payout address a request would replace. @throws AppError NOT_FOUND */
export async function ownerOfReplacement(tx: ClientSession, replacementId: string): Promise<string> {
  const replacement = await findReplacement(tx, replacementId);
  if (replacement === null) throw new AppError('NOT_FOUND');
  return replacement.userId;
}

/** Nobody decides about their own. @throws AppError NOT_FOUND, FORBIDDEN, INVALID_TRANSITION, CONFLICT */
export async function decideReplacement(
  input: { readonly replacementId: string; readonly note: string },
  verdict: 'approve' | 'refuse',
  actor: Pick<Actor, 'id'>,
): Promise<ReplacementRecord> {
  return inTransaction(async (tx) => {
    const replacement = await findReplacement(tx, input.replacementId);
    if (replacement === null) throw new AppError('NOT_FOUND');
    if (replacement.userId === actor.id) {
      throw new AppError('FORBIDDEN', { message: 'Nobody decides about their own payout address.' });
    }
    const decision = { decidedBy: actor.id, note: input.note };
    const decided = await moveReplacement(tx, replacement, verdict, 'admin', decision);
    const isDue = decided.status === 'approved' && decided.holdEndsAt <= now();
    return isDue ? completeReplacement(tx, decided) : decided;
  });
}

export async function listReplacements(input: {
  readonly state: 'open' | 'ended';
  readonly cursor?: string | undefined;
  readonly limit: number;
}): Promise<{ items: ReplacementRecord[]; nextCursor: string | null }> {
  if (input.cursor !== undefined && !/^[0-9a-f]{24}$/.test(input.cursor)) {
    const details = [{ path: 'cursor', message: 'Must be a cursor from an earlier page.' }];
    throw new AppError('VALIDATION_FAILED', { details });
  }
  const ended: ReplacementStatus[] = ['completed', 'refused', 'cancelled'];
  const statuses = input.state === 'open' ? OPEN : ended;
  const found = await findReplacements({ statuses, beforeId: input.cursor, limit: input.limit + 1 });
  const items = found.slice(0, input.limit);
  return { items, nextCursor: found.length > input.limit ? (items.at(-1)?.id ?? null) : null };
}

export const walletDeadlines: readonly Deadline[] = [
  {
    name: REPLACEMENT_DEADLINE,
    findOverdue: findHoldsOver,
    timers: [
      {
        name: 'PayoutAddressReplacement.complete',
        silence: 'money goes to the new address, if an admin has agreed; else nothing',
        reminder: { none: 'its owner was told when it was asked for and when it was approved' },
      },
    ],
    act: async (replacementId) => {
      await inTransaction(async (tx) => {
        const replacement = await findReplacement(tx, replacementId);
        if (replacement?.status !== 'approved' || replacement.holdEndsAt > now()) return;
        await completeReplacement(tx, replacement);
      });
    },
  },
];
