import type { ClientSession } from 'mongoose';
import { env } from '../../config/env.ts';
import { now } from '../../platform/clock.ts';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { findTransferable, valueInCents } from '../integration/index.ts';
import { listAdminIds } from '../user/index.ts';
import { changeDeposit, findDeposit, type DepositRecord, type Resolution } from './deposit.repository.ts';
import type { ResolutionOutcome } from './deposit.process.ts';
import { executeResolution } from './execute-resolution.ts';
import { roleIn } from './payment.policy.ts';
import { findPayment, takePayment, type PaymentRecord } from './payment.repository.ts';
import { proveDeposit, type Proof } from './prove-deposit.ts';
import { quoteForLate } from './revalue.ts';

export interface ResolveInput {
  readonly depositId: string;
  readonly outcome: ResolutionOutcome;
  /** What was looked at. */
  readonly evidence: string;
}

type Admin = Pick<Actor, 'id'>;

interface Case {
  readonly payment: PaymentRecord;
  readonly deposit: DepositRecord;
}

/** @throws AppError NOT_FOUND, FORBIDDEN for one's own deal, INVALID_TRANSITION when it is not in quarantine */
function assertJudge({ payment, deposit }: Case, { outcome }: ResolveInput, admin: Admin): void {
  if (roleIn(payment, admin.id) !== null) {
    throw new AppError('FORBIDDEN', { message: 'This deal is your own. Another admin has to decide.' });
  }
  if (deposit.status !== 'quarantined') throw new AppError('INVALID_TRANSITION');
  if (outcome === 'count' && deposit.asset !== payment.asset) {
    throw new AppError('VALIDATION_FAILED', {
      message: 'Only money in the asset of the payment can count for the deal. Owe it to the buyer instead.',
      details: [{ path: 'outcome', message: 'Must be another one: this came in another asset.' }],
    });
  }
}

/** Above the second payout limit it takes two; what nobody can value is taken to be above it. */
async function votesNeededFor(deposit: DepositRecord, proof: Proof | null): Promise<number> {
  const asset = findTransferable(deposit.asset);
  const amountBase = proof?.amountBase ?? deposit.amountBase;
  const cents = asset === undefined ? null : await valueInCents(asset, amountBase);
  return cents === null || cents > env().PAYOUT_SECOND_LIMIT_CENTS ? 2 : 1;
}

/**
 * What admins have said with this voice. Another outcome than the one proposed begins anew.
 * @throws AppError CONFLICT for a second voice of the same admin
 */
function withVote(
  { resolution }: DepositRecord,
  { outcome, evidence }: ResolveInput,
  adminId: string,
  votesNeeded: number,
): Resolution {
  const vote = { adminId, at: now() };
  if (resolution?.outcome !== outcome) {
    return { outcome, evidence, votes: [vote], votesNeeded, decidedAt: null };
  }
  if (resolution.votes.some((given) => given.adminId === adminId)) {
    throw new AppError('CONFLICT', { message: 'You have said so already. Another admin has to say it too.' });
  }
  return {
    ...resolution,
    evidence: `${resolution.evidence}\n\n${evidence}`,
    votes: [...resolution.votes, vote],
    votesNeeded,
  };
}

async function askAnother(tx: ClientSession, { payment, deposit }: Case, adminId: string): Promise<void> {
  await emitLater(tx, {
    name: 'payment:resolution-proposed',
    ids: { requestId: payment.requestId, paymentId: payment.id, depositId: deposit.id },
    addressees: (await listAdminIds()).filter((id) => id !== adminId),
    causedBy: adminId,
  });
}

/** @throws AppError NOT_FOUND */
async function loadCase(depositId: string): Promise<Case> {
  const deposit = await findDeposit(depositId);
  const payment = deposit && (await findPayment(deposit.paymentId));
  if (deposit === null || payment === null) throw new AppError('NOT_FOUND');
  return { deposit, payment };
}

/**
 * An admin says what a deposit in quarantine is: the buyer's in the asset that came, money for the contract, or
 * not ours. Above the second payout limit a different one has to say the same. Chain and gateway are asked
 * before the transaction; in it the deposit must still be what it was.
 * @throws AppError NOT_FOUND, FORBIDDEN, VALIDATION_FAILED, INVALID_TRANSITION, CONFLICT, PROVIDER_UNAVAILABLE
 */
export async function resolveDeposit(input: ResolveInput, admin: Admin): Promise<PaymentRecord> {
  const present = await loadCase(input.depositId);
  assertJudge(present, input, admin);
  const proof = input.outcome === 'dismiss' ? null : await proveDeposit(present.payment, present.deposit);
  const votesNeeded = await votesNeededFor(present.deposit, proof);
  const rate = await quoteForLate(present.payment);
  return inTransaction(async (tx) => {
    const payment = await takePayment(tx, present.payment.id);
    const deposit = await findDeposit(input.depositId, tx);
    if (payment === null || deposit === null) throw new AppError('NOT_FOUND');
    assertJudge({ payment, deposit }, input, admin);
    if (deposit.postedBase !== present.deposit.postedBase) throw new AppError('CONFLICT');
    const resolution = withVote(deposit, input, admin.id, votesNeeded);
    const isDecided = resolution.votes.length >= votesNeeded;
    const voted = await changeDeposit(tx, deposit, {
      resolution: isDecided ? { ...resolution, decidedAt: now() } : resolution,
    });
    if (!isDecided) {
      await askAnother(tx, { payment, deposit: voted }, admin.id);
      return payment;
    }
    return executeResolution(tx, payment, voted, { outcome: input.outcome, proof, rate, adminId: admin.id });
  });
}
