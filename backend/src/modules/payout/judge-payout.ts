import { now } from '../../platform/clock.ts';
import { crashAround } from '../../platform/crash-point.ts';
import { afterCommit, inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { gateway } from '../integration/index.ts';
import { mayJudge } from './payout.policy.ts';
import { changePayout, findPayout, noteOf, type PayoutRecord, type Vote } from './payout.repository.ts';
import { announcePayout, movePayout } from './payout.transition.ts';
import { nudgePayoutWorker } from './worker-nudge.ts';

/** Two admins have to say that an unknown payout was not made. */
export const FAIL_VOTES_NEEDED = 2;
/** A sentence that says what was looked at. */
const MIN_EVIDENCE_LENGTH = 10;

/** @throws AppError NOT_FOUND, FORBIDDEN for one's own payout, CONFLICT for a second voice of the same admin */
function checkJudge(
  payout: PayoutRecord | null,
  votes: readonly Vote[] | undefined,
  admin: Pick<Actor, 'id'>,
): asserts payout is PayoutRecord {
  if (payout === null) throw new AppError('NOT_FOUND');
  if (!mayJudge(admin.id, payout)) {
    throw new AppError('FORBIDDEN', { message: 'This payout is your own. Another admin has to decide.' });
  }
  if (votes?.some(({ adminId }) => adminId === admin.id) === true) {
    throw new AppError('CONFLICT', { message: 'You have said so already. Another admin has to say it too.' });
  }
}

/**
 * An admin lets a payout go. Above the second limit it takes two different ones.
 * @throws AppError NOT_FOUND, FORBIDDEN, INVALID_TRANSITION, CONFLICT
 */
export async function approvePayout(
  input: { readonly payoutId: string },
  admin: Pick<Actor, 'id'>,
): Promise<PayoutRecord> {
  return inTransaction(async (tx) => {
    const payout = await findPayout(input.payoutId, tx);
    checkJudge(payout, payout?.approvals, admin);
    if (payout.status !== 'requested') throw new AppError('INVALID_TRANSITION');
    const vote = { kind: 'approvals', adminId: admin.id, note: '', at: now() } as const;
    if (payout.approvals.length + 1 >= payout.approvalsNeeded) {
      const moved = await movePayout(tx, payout, 'approve', 'admin', { vote });
      crashAround(tx, 'payout-approve');
      afterCommit(tx, nudgePayoutWorker);
      return moved;
    }
    const noted = await changePayout(tx, payout, { vote, set: { updatedAt: now() } });
    if (!noted) throw new AppError('CONFLICT');
    await announcePayout(tx, noted);
    return noted;
  });
}

/** @throws AppError CONFLICT when the gateway knows of a payment, PROVIDER_UNAVAILABLE when it cannot be asked */
async function refuseWhenGatewayPaid(payout: PayoutRecord): Promise<void> {
  let found;
  try {
    found = await gateway().readPayoutStatus(payout.asset, payout.id);
  } catch (error) {
    throw new AppError('PROVIDER_UNAVAILABLE', { cause: error });
  }
  if (found?.status === 'SUCCESS' || (found?.txid ?? '') !== '') {
    throw new AppError('CONFLICT', { message: 'The gateway has a transfer for this payout. Look again.' });
  }
}

/**
 * An admin says, with evidence, that an unknown payout was not made. With the second one it fails and the money
 * goes back where it came from. Nothing is sent again: whoever wants it asks for a new payout.
 * @throws AppError NOT_FOUND, FORBIDDEN, VALIDATION_FAILED, INVALID_TRANSITION, CONFLICT, PROVIDER_UNAVAILABLE
 */
export async function failPayout(
  input: { readonly payoutId: string; readonly evidence: string },
  admin: Pick<Actor, 'id'>,
): Promise<PayoutRecord> {
  const evidence = input.evidence.trim();
  if (evidence.length < MIN_EVIDENCE_LENGTH) {
    const details = [{ path: 'evidence', message: 'Must say what was looked at.' }];
    throw new AppError('VALIDATION_FAILED', { details });
  }
  const present = await findPayout(input.payoutId);
  checkJudge(present, present?.failVotes, admin);
  if (present.status !== 'unknown') throw new AppError('INVALID_TRANSITION');
  await refuseWhenGatewayPaid(present);
  return inTransaction(async (tx) => {
    const payout = await findPayout(input.payoutId, tx);
    checkJudge(payout, payout?.failVotes, admin);
    const vote = { kind: 'failVotes', adminId: admin.id, note: evidence, at: now() } as const;
    if (payout.failVotes.length + 1 >= FAIL_VOTES_NEEDED) {
      const failed = await movePayout(tx, payout, 'fail', 'admin', { vote });
      crashAround(tx, 'payout-fail');
      return failed;
    }
    if (payout.status !== 'unknown') throw new AppError('INVALID_TRANSITION');
    const noted = await changePayout(tx, payout, { vote, set: { updatedAt: now() } });
    if (!noted) throw new AppError('CONFLICT');
    return noted;
  });
}

/**
 * An admin does not let a payout go that waits for approval; the money goes back where it came from.
 * @throws AppError NOT_FOUND, FORBIDDEN, INVALID_TRANSITION, CONFLICT
 */
export async function refusePayout(
  input: { readonly payoutId: string; readonly note: string },
  admin: Pick<Actor, 'id'>,
): Promise<PayoutRecord> {
  return inTransaction(async (tx) => {
    const payout = await findPayout(input.payoutId, tx);
    checkJudge(payout, [], admin);
    if (payout.status !== 'requested') throw new AppError('INVALID_TRANSITION');
    const refused = await movePayout(tx, payout, 'cancel', 'admin', {
      set: { reason: input.note },
      note: noteOf('refused', input.note, admin.id),
    });
    crashAround(tx, 'payout-cancel');
    return refused;
  });
}
