import type { ClientSession } from 'mongoose';
import { crashPoint } from '../../platform/crash-point.ts';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { AppError } from '../../shared/errors.ts';
import { getContract } from '../escrow/index.ts';
import { chainReader, findAsset } from '../integration/index.ts';
import { listAdminIds } from '../user/index.ts';
import { findDeposits, type DepositRecord } from './deposit.repository.ts';
import { fundPayment } from './fund-payment.ts';
import { keptBaseOf, suspendedOf, writtenOffBaseOf } from './kept-money.ts';
import { noteDeposit } from './note-deposit.ts';
import { toleranceOf } from './payment.amounts.ts';
import { decide, type Scene } from './payment.policy.ts';
import { announcePayment, movePayment } from './payment.transition.ts';
import { changePayment, findPayment, takePayment, type PaymentRecord } from './payment.repository.ts';
import { isLate, quoteForLate, revalue } from './revalue.ts';
import { creditExcess, oweDeposits, refill } from './settle-deposits.ts';
import type { Sighting } from './sighting.ts';
import { recoverLoss, takeBack } from './take-back.ts';

const keyOf = (asset: string, txid: string): string => `${asset}|${txid}`;

interface NotedAll {
  readonly deposits: readonly DepositRecord[];
  readonly changed: boolean;
}

async function noteAll(
  tx: ClientSession,
  payment: PaymentRecord,
  sightings: readonly Sighting[],
): Promise<NotedAll> {
  const known = await findDeposits([payment.id], tx);
  const byKey = new Map(known.map((deposit) => [keyOf(deposit.asset, deposit.txid), deposit]));
  let changed = false;
  for (const sighting of sightings) {
    const key = keyOf(sighting.asset, sighting.txid);
    const noted = await noteDeposit(tx, payment, byKey.get(key), sighting);
    byKey.set(key, noted.deposit);
    changed ||= noted.changed;
    if (noted.goneBase > 0n) {
      const gone = await takeBack(tx, payment, [...byKey.values()], noted.deposit, noted.goneBase);
      byKey.set(key, gone);
    }
    byKey.set(key, await recoverLoss(tx, payment, byKey.get(key) ?? noted.deposit));
    if (noted.quarantined) await tellAdmins(tx, payment, noted.deposit);
  }
  return { deposits: [...byKey.values()], changed };
}

const tellAdmins = async (tx: ClientSession, payment: PaymentRecord, deposit: DepositRecord): Promise<void> =>
  emitLater(tx, {
    name: 'payment:deposit-quarantined',
    ids: { requestId: payment.requestId, paymentId: payment.id, depositId: deposit.id },
    addressees: await listAdminIds(),
  });

async function sceneOf(
  tx: ClientSession,
  payment: PaymentRecord,
  deposits: readonly DepositRecord[],
): Promise<Scene> {
  const contract = await getContract(tx, payment.contractId);
  const asset = findAsset(payment.asset);
  const readFromChain = asset !== undefined && chainReader(asset.chainId) !== null;
  return {
    status: payment.status,
    funded: payment.fundedAt !== null,
    contractWaits: contract !== null && contract.active && contract.fundedAt === null,
    expectedBase: payment.expectedBase,
    creditBase: payment.creditBase,
    shortBase: contract?.shortBase ?? 0n,
    writtenOffBase: writtenOffBaseOf(payment, deposits),
    toleranceBase: asset ? toleranceOf(asset, readFromChain) : 0n,
    deposits: deposits
      .filter((deposit) => deposit.asset === payment.asset || deposit.status === 'quarantined')
      .map((deposit) => ({
        status: deposit.status,
        amountBase: deposit.amountBase,
        postedBase: deposit.postedBase,
        suspendedBase: suspendedOf(deposit),
        confirmations: deposit.confirmations,
        late: isLate(payment, deposit),
      })),
  };
}

async function fund(
  tx: ClientSession,
  payment: PaymentRecord,
  deposits: readonly DepositRecord[],
): Promise<PaymentRecord> {
  const completed = await fundPayment(tx, payment, deposits, (change) =>
    movePayment(tx, payment, 'complete', 'gateway', change),
  );
  return completed ?? oweDeposits(tx, payment, deposits, 'gateway');
}

async function follow(
  tx: ClientSession,
  payment: PaymentRecord,
  deposits: readonly DepositRecord[],
): Promise<PaymentRecord> {
  const outcome = decide(await sceneOf(tx, payment, deposits));
  switch (outcome.kind) {
    case 'fund':
      return fund(tx, payment, deposits);
    case 'credit':
      return creditExcess(tx, payment, deposits);
    case 'refill':
      return refill(tx, payment, deposits);
    case 'refund':
      return oweDeposits(tx, payment, deposits, 'gateway');
    case 'move':
      return movePayment(tx, payment, outcome.action, 'gateway');
    case 'stay':
      return payment;
  }
}

/** Whoever proposed to do it for what had arrived meant another amount than there is now. */
async function dropStaleLess(tx: ClientSession, payment: PaymentRecord): Promise<PaymentRecord> {
  if (payment.less === null) return payment;
  const deposits = await findDeposits([payment.id], tx);
  if (payment.less.amountBase === keptBaseOf(payment, deposits)) return payment;
  const changed = await changePayment(tx, payment, { less: null });
  if (!changed) throw new AppError('CONFLICT');
  return changed;
}

/**
 * Writes down what was seen of a payment that was taken in this transaction, books what is proven, and draws
 * the consequence.
 * @param rate US dollars for one coin now, for money that came after the lock; null where nobody told
 */
export async function applyInTransaction(
  tx: ClientSession,
  payment: PaymentRecord,
  sightings: readonly Sighting[],
  rate: string | null,
): Promise<PaymentRecord> {
  const { deposits, changed } = await noteAll(tx, payment, sightings);
  const revalued = await revalue(tx, payment, deposits, rate);
  const followed = await follow(tx, revalued, deposits);
  const after = await dropStaleLess(tx, followed);
  if (changed || after.status !== payment.status) await announcePayment(tx, after);
  return after;
}

/**
 * The one way in which incoming money is counted: in one transaction. Told the same twice, or in another
 * order, it ends the same.
 */
export async function applySightings(paymentId: string, sightings: readonly Sighting[]): Promise<void> {
  const present = await findPayment(paymentId);
  if (present === null) return;
  const rate = await quoteForLate(present);
  const fundedNow = await inTransaction(async (tx) => {
    const payment = await takePayment(tx, paymentId);
    if (payment === null) return false;
    const after = await applyInTransaction(tx, payment, sightings, rate);
    const funded = payment.fundedAt === null && after.fundedAt !== null;
    if (funded) crashPoint('fund:before-commit');
    return funded;
  });
  if (fundedNow) crashPoint('fund:after-commit');
  crashPoint('payment:after-deposit');
}
