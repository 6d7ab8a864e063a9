import type { z } from 'zod';
import { toMoney } from '../../shared/money.ts';
import type { UserRef } from '../../shared/refs.ts';
import { chainReader, findTransferable, priceLockMinutes, type Registry } from '../integration/index.ts';
import type { DepositRecord } from './deposit.repository.ts';
import { RESOLUTION_OUTCOMES, type ResolutionOutcome } from './deposit.process.ts';
import { requiredConfirmations } from './note-deposit.ts';
import type * as contract from './payment-desk.contract.ts';
import type { InboxRecord } from './payment-desk.repository.ts';
import { roleIn } from './payment.policy.ts';
import { explorerLink, presentAsset } from './payment.presenter.ts';
import type { PaymentRecord } from './payment.repository.ts';

export type People = ReadonlyMap<string, UserRef>;
export const personOf = (people: People, id: string): UserRef => people.get(id) ?? { id, name: '' };

/** What this admin may decide about a deposit: nothing about their own deal, and not twice the same. */
export function outcomesFor(
  adminId: string,
  payment: PaymentRecord,
  deposit: DepositRecord,
): ResolutionOutcome[] {
  if (deposit.status !== 'quarantined' || roleIn(payment, adminId) !== null) return [];
  const { resolution } = deposit;
  const said =
    resolution?.votes.some((vote) => vote.adminId === adminId) === true ? resolution.outcome : null;
  return RESOLUTION_OUTCOMES.filter(
    (outcome) => outcome !== said && (outcome !== 'count' || deposit.asset === payment.asset),
  );
}

export function presentDeskDeposit(
  payment: PaymentRecord,
  deposit: DepositRecord,
  people: People,
  adminId: string,
): z.input<typeof contract.deskDepositSchema> {
  const { asset, resolution } = deposit;
  const required = requiredConfirmations(payment, asset);
  return {
    id: deposit.id,
    paymentId: payment.id,
    txid: deposit.txid,
    destination: deposit.destination,
    money: toMoney(deposit.amountBase, asset),
    booked: toMoney(deposit.postedBase, asset),
    held: toMoney(deposit.heldBase, asset),
    lost: toMoney(deposit.lostBase, asset),
    status: deposit.status,
    fault: deposit.fault,
    sources: deposit.sources.map(({ source, at }) => ({ source, at: at.toISOString() })),
    resolution: resolution && {
      outcome: resolution.outcome,
      evidence: resolution.evidence,
      votes: resolution.votes.map((vote) => ({
        admin: personOf(people, vote.adminId),
        at: vote.at.toISOString(),
      })),
      votesNeeded: resolution.votesNeeded,
      decidedAt: resolution.decidedAt?.toISOString() ?? null,
    },
    outcomes: outcomesFor(adminId, payment, deposit),
    confirmations: { seen: Math.min(deposit.confirmations, required), required },
    explorerUrl: explorerLink(findTransferable(asset), deposit.txid),
    detectedAt: deposit.detectedAt.toISOString(),
    confirmedAt: deposit.confirmedAt?.toISOString() ?? null,
  };
}

export const presentInboxEvent = (event: InboxRecord): z.input<typeof contract.inboxEventSchema> => ({
  ...event,
  receivedAt: event.receivedAt.toISOString(),
});

export function presentRow(
  payment: PaymentRecord,
  deposits: readonly DepositRecord[],
  people: People,
): z.input<typeof contract.deskPaymentRowSchema> {
  const received = deposits
    .filter(
      ({ asset, status }) => asset === payment.asset && (status === 'detected' || status === 'confirmed'),
    )
    .reduce((sum, { amountBase }) => sum + amountBase, 0n);
  const toArriveBase = payment.expectedBase - payment.creditBase;
  return {
    id: payment.id,
    requestId: payment.requestId,
    status: payment.status,
    buyer: personOf(people, payment.buyerId),
    seller: personOf(people, payment.sellerId),
    expected: toMoney(toArriveBase > 0n ? toArriveBase : 0n, payment.asset),
    received: toMoney(received, payment.asset),
    credit: toMoney(payment.creditBase, payment.asset),
    createdAt: payment.createdAt.toISOString(),
    updatedAt: payment.updatedAt.toISOString(),
  };
}

export const presentRegistry = ({
  entries,
  listedAt,
  reachable,
}: Registry): z.input<(typeof contract.getAssetRegistry)['output']> => ({
  reachable,
  listedAt: listedAt?.toISOString() ?? null,
  items: entries.map(({ code, state, asset }) => ({
    code,
    state,
    asset: asset && presentAsset(asset),
    toleranceBase: asset?.toleranceBase ?? null,
    priceLockMinutes: asset === null || asset.stable ? null : priceLockMinutes(asset),
    chainIsRead: asset !== null && chainReader(asset.chainId) !== null,
  })),
});
