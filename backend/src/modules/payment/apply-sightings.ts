import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { crashPoint } from '../../platform/crash-point.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { fundContract, getContract } from '../escrow/index.ts';
import { chainReader, findAsset } from '../integration/index.ts';
import { findDeposits, type DepositRecord } from './deposit.repository.ts';
import { noteDeposit } from './note-deposit.ts';
import { toleranceOf } from './payment.amounts.ts';
import { decide, type Scene } from './payment.policy.ts';
import { announcePayment, movePayment } from './payment.transition.ts';
import { takePayment, type PaymentRecord } from './payment.repository.ts';
import { creditExcess, markSettled, oweDeposits, oweOtherAttempts, suspendedOf } from './settle-deposits.ts';
import type { Sighting } from './sighting.ts';

const keyOf = (asset: string, txid: string): string => `${asset}|${txid}`;

async function noteAll(
  tx: ClientSession,
  payment: PaymentRecord,
  sightings: readonly Sighting[],
): Promise<{ deposits: DepositRecord[]; changed: boolean }> {
  const known = await findDeposits([payment.id], tx);
  const byKey = new Map(known.map((deposit) => [keyOf(deposit.asset, deposit.txid), deposit]));
  let changed = false;
  for (const sighting of sightings) {
    const key = keyOf(sighting.asset, sighting.txid);
    const noted = await noteDeposit(tx, payment, byKey.get(key), sighting);
    byKey.set(key, noted.deposit);
    changed ||= noted.changed;
  }
  return { deposits: [...byKey.values()], changed };
}

async function sceneOf(
  tx: ClientSession,
  payment: PaymentRecord,
  deposits: readonly DepositRecord[],
): Promise<Scene> {
  const contract = await getContract(tx, payment.contractId);
  const asset = findAsset(payment.asset);
  const stable = asset?.stable ?? false;
  const readFromChain = asset !== undefined && chainReader(asset.chainId) !== null;
  return {
    status: payment.status,
    funded: payment.fundedAt !== null,
    contractWaits: contract !== null && contract.active && contract.fundedAt === null,
    expectedBase: payment.expectedBase,
    toleranceBase: asset ? toleranceOf(asset, readFromChain) : 0n,
    deposits: deposits
      .filter((deposit) => deposit.asset === payment.asset || deposit.status === 'quarantined')
      .map((deposit) => ({
        status: deposit.status,
        amountBase: deposit.amountBase,
        postedBase: deposit.postedBase,
        suspendedBase: suspendedOf(deposit),
        confirmations: deposit.confirmations,
        late: !stable && deposit.detectedAt > payment.rateLockedUntil,
      })),
  };
}

/** The money goes from suspense into escrow, in this very transaction; what is over is the buyer's credit. */
async function fund(
  tx: ClientSession,
  payment: PaymentRecord,
  deposits: readonly DepositRecord[],
): Promise<PaymentRecord> {
  const counted = deposits.filter(({ status }) => status === 'confirmed');
  const receivedBase = counted.map(suspendedOf).reduce((a, b) => a + b, 0n);
  const escrowBase = receivedBase < payment.expectedBase ? receivedBase : payment.expectedBase;
  const result = await fundContract(tx, {
    contractId: payment.contractId,
    paymentId: payment.id,
    asset: payment.asset,
    expectedBase: escrowBase,
    excessBase: receivedBase - escrowBase,
  });
  if (result === 'not_active') return oweDeposits(tx, payment, deposits, 'gateway');
  await markSettled(tx, counted);
  const completed = await movePayment(tx, payment, 'complete', 'gateway', { fundedAt: now() });
  await oweOtherAttempts(tx, completed);
  return completed;
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
    case 'refund':
      return oweDeposits(tx, payment, deposits, 'gateway');
    case 'move':
      return movePayment(tx, payment, outcome.action, 'gateway');
    case 'stay':
      return payment;
  }
}

/**
 * The one way in which incoming money is counted: writes down what was seen, books what is proven, and draws
 * the consequence, in one transaction. Told the same twice, or in another order, it ends the same.
 */
export async function applySightings(paymentId: string, sightings: readonly Sighting[]): Promise<void> {
  const fundedNow = await inTransaction(async (tx) => {
    const payment = await takePayment(tx, paymentId);
    if (payment === null || sightings.length === 0) return false;
    const { deposits, changed } = await noteAll(tx, payment, sightings);
    const after = await follow(tx, payment, deposits);
    if (changed || after.status !== payment.status) await announcePayment(tx, after);
    const funded = payment.fundedAt === null && after.fundedAt !== null;
    if (funded) crashPoint('fund:before-commit');
    return funded;
  });
  if (fundedNow) crashPoint('fund:after-commit');
  crashPoint('payment:after-deposit');
}
