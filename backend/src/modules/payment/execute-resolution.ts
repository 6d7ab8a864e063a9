import type { ClientSession } from 'mongoose';
import { emitLater } from '../../platform/outbox.ts';
import { getContract } from '../escrow/index.ts';
import { post, postings } from '../ledger/index.ts';
import { applyInTransaction } from './apply-sightings.ts';
import { changeDeposit, findDeposits, type DepositRecord } from './deposit.repository.ts';
import { assertWay, type ResolutionOutcome } from './deposit.process.ts';
import { requiredConfirmations } from './note-deposit.ts';
import type { PaymentRecord } from './payment.repository.ts';
import { announcePayment, movePayment } from './payment.transition.ts';
import type { Proof } from './prove-deposit.ts';

export interface Verdict {
  readonly outcome: ResolutionOutcome;
  /** Null for what is declared not ours. */
  readonly proof: Proof | null;
  /** For money that came after the price lock. */
  readonly rate: string | null;
  readonly adminId: string;
}

const postingBase = (payment: PaymentRecord, deposit: DepositRecord) => ({
  asset: deposit.asset,
  depositId: deposit.id,
  sequence: deposit.postings,
  refs: { requestId: payment.requestId, contractId: payment.contractId, paymentId: payment.id },
});

/** Books what was proven and never booked, into quarantine: from there it goes on like everything else. */
async function bookIntoQuarantine(
  tx: ClientSession,
  payment: PaymentRecord,
  deposit: DepositRecord,
  { amountBase }: Proof,
): Promise<DepositRecord> {
  if (deposit.heldBase > 0n) return deposit;
  const booked = await changeDeposit(tx, deposit, {
    amountBase,
    postedBase: amountBase,
    settledBase: amountBase,
    heldBase: amountBase,
    postings: deposit.postings + 1,
  });
  const base = { ...postingBase(payment, booked), amountBase };
  await post(tx, postings.deposit(base));
  await post(tx, postings.quarantine(base));
  return booked;
}

async function owe(
  tx: ClientSession,
  payment: PaymentRecord,
  deposit: DepositRecord,
  proof: Proof,
): Promise<void> {
  const booked = await bookIntoQuarantine(tx, payment, deposit, proof);
  const base = { ...postingBase(payment, booked), amountBase: booked.heldBase, buyerId: payment.buyerId };
  await post(tx, postings.quarantineOwed(base));
  await changeDeposit(tx, booked, { status: 'owed', heldBase: 0n });
  await emitLater(tx, { name: 'balance:updated', ids: {}, addressees: [payment.buyerId] });
}

async function dismiss(tx: ClientSession, payment: PaymentRecord, deposit: DepositRecord): Promise<void> {
  const { heldBase } = deposit;
  if (heldBase > 0n) {
    await post(tx, postings.quarantineDismissed({ ...postingBase(payment, deposit), amountBase: heldBase }));
  }
  await changeDeposit(tx, deposit, { status: 'dismissed', heldBase: 0n, watched: false });
}

/** Counts it as any proven deposit counts: it may fund the contract, be credit, or be owed. */
const count = (
  tx: ClientSession,
  payment: PaymentRecord,
  { asset, txid }: DepositRecord,
  { amountBase, source, block }: Proof,
  rate: string | null,
): Promise<PaymentRecord> => {
  const confirmations = requiredConfirmations(payment, asset);
  const sighting = { source, asset, txid, amountBase, counts: true, confirmations, block, fault: null };
  return applyInTransaction(tx, payment, [sighting], rate);
};

/** With the last of its deposits decided, a payment that is in quarantine goes on. */
async function goOn(
  tx: ClientSession,
  payment: PaymentRecord,
  outcome: ResolutionOutcome,
): Promise<PaymentRecord> {
  const deposits = await findDeposits([payment.id], tx);
  if (payment.status !== 'quarantined' || deposits.some(({ status }) => status === 'quarantined')) {
    return payment;
  }
  const followed = await applyInTransaction(tx, payment, [], null);
  if (followed.status !== 'quarantined') return followed;
  const contract = await getContract(tx, payment.contractId);
  const waits = contract?.active === true && contract.fundedAt === null;
  if (waits) return movePayment(tx, followed, 'clear', 'admin');
  if (outcome === 'owe') return movePayment(tx, followed, 'oweRefund', 'admin');
  return movePayment(tx, followed, 'clear', 'admin', {}, 'expired');
}

/** Does what admins have decided, with its postings, in the caller's transaction. */
export async function executeResolution(
  tx: ClientSession,
  payment: PaymentRecord,
  deposit: DepositRecord,
  { outcome, proof, rate, adminId }: Verdict,
): Promise<PaymentRecord> {
  const to = { owe: 'owed', count: 'confirmed', dismiss: 'dismissed' } as const;
  assertWay(deposit.status, to[outcome]);
  let after = payment;
  if (outcome === 'dismiss') await dismiss(tx, payment, deposit);
  else if (proof === null) throw new Error(`deposit ${deposit.id} was not proven`);
  else if (outcome === 'owe') await owe(tx, payment, deposit, proof);
  else after = await count(tx, payment, deposit, proof, rate);
  const gone = await goOn(tx, after, outcome);
  await announcePayment(tx, gone);
  await emitLater(tx, {
    name: 'payment:deposit-resolved',
    ids: { requestId: payment.requestId, paymentId: payment.id, depositId: deposit.id },
    addressees: [payment.buyerId],
    causedBy: adminId,
  });
  return gone;
}
