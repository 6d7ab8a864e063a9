import type { ClientSession } from 'mongoose';
import { logger } from '../../platform/logger.ts';
import { emitLater } from '../../platform/outbox.ts';
import { takeFromEscrow, type EscrowPart } from '../escrow/index.ts';
import { accounts, balanceOf, post, postings } from '../ledger/index.ts';
import { listAdminIds } from '../user/index.ts';
import { changeDeposit, type DepositRecord } from './deposit.repository.ts';
import { standingBaseOf, suspendedOf, writtenOffBaseOf } from './kept-money.ts';
import type { PaymentRecord } from './payment.repository.ts';

/** Where the money of a deposit that is gone can be taken back from, base units; the four add up to it. */
interface Shares {
  readonly escrow: readonly EscrowPart[];
  readonly creditBase: bigint;
  readonly refundBase: bigint;
  readonly lossBase: bigint;
  /** What of the loss had been released from escrow. */
  readonly writtenOffBase: bigint;
}

const positive = (amount: bigint): bigint => (amount > 0n ? amount : 0n);
const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** It went to the buyer's balance, or was an excess that did: from there, as far as it still is there. */
const fromBalance = async (
  tx: ClientSession,
  account: string,
  asset: string,
  wantBase: bigint,
): Promise<bigint> => lesser(wantBase, await balanceOf(account, asset, tx));

/**
 * A payment that funded its contract: what is over was credit and is taken from there, the rest from escrow, as
 * far as it has not been released.
 */
async function sharesOfFunded(
  tx: ClientSession,
  payment: PaymentRecord,
  deposits: readonly DepositRecord[],
  goneBase: bigint,
): Promise<Shares> {
  const goalBase = (payment.fundedBase ?? 0n) - writtenOffBaseOf(payment, deposits);
  const standingBase = standingBaseOf(payment, deposits);
  const lackingBefore = positive(goalBase - (standingBase + goneBase));
  const wantEscrowBase = positive(goalBase - standingBase) - lackingBefore;
  const escrow = await takeFromEscrow(tx, payment.contractId, wantEscrowBase);
  const takenBase = escrow.reduce((sum, { amountBase }) => sum + amountBase, 0n);
  const credit = accounts.buyerCredit(payment.buyerId);
  const creditBase = await fromBalance(tx, credit, payment.asset, goneBase - wantEscrowBase);
  return {
    escrow,
    creditBase,
    refundBase: 0n,
    lossBase: goneBase - takenBase - creditBase,
    writtenOffBase: wantEscrowBase - takenBase,
  };
}

async function sharesOfOwed(
  tx: ClientSession,
  payment: PaymentRecord,
  asset: string,
  goneBase: bigint,
): Promise<Shares> {
  const account = accounts.refundPayable(payment.buyerId);
  const refundBase = await fromBalance(tx, account, asset, goneBase);
  return { escrow: [], creditBase: 0n, refundBase, lossBase: goneBase - refundBase, writtenOffBase: 0n };
}

/**
 * A deposit that had been used has left the chain: its entries are reversed. What it funded is taken out of
 * escrow, and the deal stands still; what has moved on for good is booked as lost, and an alarm is raised.
 * @param deposits all of the payment, as they are without it
 * @param goneBase what of it had been used, base units
 */
export async function takeBack(
  tx: ClientSession,
  payment: PaymentRecord,
  deposits: readonly DepositRecord[],
  gone: DepositRecord,
  goneBase: bigint,
): Promise<DepositRecord> {
  const ofContract = payment.fundedAt !== null && gone.asset === payment.asset;
  const shares = ofContract
    ? await sharesOfFunded(tx, payment, deposits, goneBase)
    : await sharesOfOwed(tx, payment, gone.asset, goneBase);
  const { requestId, contractId, id: paymentId, buyerId } = payment;
  await post(
    tx,
    postings.reorg({
      asset: gone.asset,
      ...shares,
      buyerId,
      depositId: gone.id,
      sequence: gone.postings,
      refs: { requestId, contractId, paymentId },
    }),
  );
  await emitLater(tx, { name: 'balance:updated', ids: {}, addressees: [buyerId, payment.sellerId] });
  if (shares.lossBase === 0n) return gone;
  logger().error(
    { txid: gone.txid, asset: gone.asset, paymentId },
    'money that was paid on has left the chain',
  );
  const ids = { requestId, paymentId, depositId: gone.id };
  await emitLater(tx, { name: 'payment:loss-raised', ids, addressees: await listAdminIds() });
  return changeDeposit(tx, gone, {
    lostBase: gone.lostBase + shares.lossBase,
    writtenOffBase: gone.writtenOffBase + shares.writtenOffBase,
  });
}

/** A deposit that was written off has come back: the loss is made good before anything else. */
export async function recoverLoss(
  tx: ClientSession,
  payment: PaymentRecord,
  deposit: DepositRecord,
): Promise<DepositRecord> {
  const amountBase = lesser(deposit.lostBase, suspendedOf(deposit));
  if (deposit.status !== 'confirmed' || amountBase === 0n) return deposit;
  const refs = { requestId: payment.requestId, contractId: payment.contractId, paymentId: payment.id };
  const { asset, id: depositId, postings: sequence } = deposit;
  await post(tx, postings.lossRecovered({ asset, amountBase, depositId, sequence, refs }));
  return changeDeposit(tx, deposit, {
    settledBase: deposit.settledBase + amountBase,
    lostBase: deposit.lostBase - amountBase,
    writtenOffBase: positive(deposit.writtenOffBase - amountBase),
  });
}
