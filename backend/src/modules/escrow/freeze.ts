import type { ClientSession } from 'mongoose';
import { after, now } from '../../platform/clock.ts';
import { fromDecimal, toDecimal } from '../../platform/decimal.ts';
import { emitLater } from '../../platform/outbox.ts';
import { splitByLargestRemainder } from '../../shared/money.ts';
import { post, postings } from '../ledger/index.ts';
import type { RequestDeadline } from '../marketplace/index.ts';
import { loadDeal, statusAfter, takeStep, type Deal } from './escrow.deal.ts';
import { isOpen } from './escrow.milestones.ts';
import type { ContractDocument, MilestoneDocument } from './escrow.model.ts';
import { findContract } from './escrow.repository.ts';
import { FREEZE_WINDOW_MS } from './escrow.terms.ts';
import { datesAfter, pauseTimers, resumeTimers } from './timers.ts';

/** A part of one milestone's escrow, base units. */
export interface EscrowPart {
  readonly milestoneId: string;
  readonly amountBase: bigint;
}

const byGateway = { by: 'gateway', actorId: null } as const;

/** What is missing of a milestone's escrow because the chain lost it, base units. */
export const shortOf = ({ freeze }: ContractDocument, milestone: Pick<MilestoneDocument, '_id'>): bigint => {
  const part = freeze?.short.find(({ milestoneId }) => milestoneId.equals(milestone._id));
  return part === undefined ? 0n : fromDecimal(part.amountBase);
};

/** What is missing of a contract's escrow, base units; 0 unless it is frozen. */
export const shortBaseOf = (contract: ContractDocument): bigint =>
  contract.milestones.map((milestone) => shortOf(contract, milestone)).reduce((a, b) => a + b, 0n);

const heldOf = (contract: ContractDocument, milestone: MilestoneDocument): bigint =>
  (milestone.fundedBase === null ? 0n : fromDecimal(milestone.fundedBase)) - shortOf(contract, milestone);

/** A deal that is in dispute is not given up by a timer: its money waits for the outcome, however long. */
const givesUp = ({ milestones }: ContractDocument): RequestDeadline[] =>
  milestones.some(({ status }) => status === 'disputed')
    ? []
    : [{ action: 'unfund', at: after(FREEZE_WINDOW_MS) }];

/**
 * Money of a contract has left the chain: takes it out of the escrow of what is not settled yet, in proportion,
 * and freezes the deal. The posting is the caller's, who also knows what could not be taken back.
 * @returns what was taken, milestone by milestone; less than `wantBase` where money has moved on already
 */
export async function takeFromEscrow(
  tx: ClientSession,
  contractId: string,
  wantBase: bigint,
): Promise<EscrowPart[]> {
  const contract = await findContract(tx, contractId);
  if (contract === null || wantBase === 0n) return [];
  const open = contract.milestones.filter(({ status }) => isOpen(status));
  const held = open.map((milestone) => heldOf(contract, milestone));
  const heldBase = held.reduce((a, b) => a + b, 0n);
  if (heldBase === 0n) return [];
  const shares = splitByLargestRemainder(wantBase < heldBase ? wantBase : heldBase, held);
  const parts = open.map(({ _id }, index) => ({
    milestoneId: _id.toString(),
    amountBase: shares[index] ?? 0n,
  }));
  await freeze(tx, await loadDeal(tx, contract.requestId.toString()), parts);
  return parts.filter(({ amountBase }) => amountBase > 0n);
}

async function freeze(tx: ClientSession, deal: Deal, parts: readonly EscrowPart[]): Promise<void> {
  const { contract, request } = deal;
  const at = now();
  const short = contract.milestones
    .map((milestone) => ({
      milestoneId: milestone._id,
      amountBase:
        shortOf(contract, milestone) +
        (parts.find(({ milestoneId }) => milestone._id.equals(milestoneId))?.amountBase ?? 0n),
    }))
    .filter(({ amountBase }) => amountBase > 0n)
    .map(({ milestoneId, amountBase }) => ({ milestoneId, amountBase: toDecimal(amountBase) }));
  const before = contract.freeze;
  await takeStep(tx, deal, {
    action: 'freeze',
    ...byGateway,
    change:
      before === null
        ? {
            freeze: { at, short, timers: pauseTimers(request.deadlines, at) },
            freezes: contract.freezes + 1,
          }
        : { freeze: { ...before, short } },
    ...(before === null ? { deadlines: givesUp(contract) } : {}),
  });
}

function goingOn(contract: ContractDocument, pausedAt: Date, timers: readonly RequestDeadline[]) {
  return contract.milestones.map((milestone) => {
    if (!isOpen(milestone.status) || milestone.status === 'disputed') return milestone;
    const own = timers.filter(({ milestoneId }) => milestoneId === milestone._id.toString());
    return { ...milestone, ...datesAfter(milestone, pausedAt, own) };
  });
}

/**
 * Fills the escrow of a frozen contract from suspense once all that is missing is there, and lets the deal go
 * on where it was.
 * @returns what was used of it, base units; 0 when the contract is not frozen or it is not enough
 */
export async function refillContract(
  tx: ClientSession,
  contractId: string,
  funding: { readonly availableBase: bigint; readonly paymentId: string },
): Promise<bigint> {
  const contract = await findContract(tx, contractId);
  if (!contract?.freeze || contract.asset === null) return 0n;
  const shortBase = shortBaseOf(contract);
  if (funding.availableBase < shortBase) return 0n;
  const deal = await loadDeal(tx, contract.requestId.toString());
  const timers = resumeTimers(contract.freeze.timers);
  const milestones = goingOn(contract, contract.freeze.at, timers);
  await takeStep(tx, deal, {
    action: 'thaw',
    ...byGateway,
    to: statusAfter(deal, milestones),
    change: { milestones, freeze: null },
    deadlines: timers,
  });
  await post(
    tx,
    postings.refill({
      asset: contract.asset,
      parts: contract.freeze.short.map(({ milestoneId, amountBase }) => ({
        milestoneId: milestoneId.toString(),
        amountBase: fromDecimal(amountBase),
      })),
      sequence: contract.freezes,
      refs: { requestId: deal.request.id, contractId, paymentId: funding.paymentId },
    }),
  );
  await tellBalances(tx, contract);
  return shortBase;
}

/** The money did not come back: what is left in escrow goes to the buyer, and the deal is over. */
export async function unfund(tx: ClientSession, deal: Deal): Promise<void> {
  const { contract, request } = deal;
  const open = contract.milestones.filter(({ status }) => isOpen(status));
  const milestones = contract.milestones.map((milestone) =>
    isOpen(milestone.status)
      ? {
          ...milestone,
          status: 'refunded' as const,
          inspectionEndsAt: null,
          fundedBase: toDecimal(heldOf(contract, milestone)),
        }
      : milestone,
  );
  await takeStep(tx, deal, {
    action: 'unfund',
    by: 'timer',
    actorId: null,
    to: statusAfter(deal, milestones),
    change: { milestones, freeze: null, proposal: null },
    deadlines: [],
  });
  for (const milestone of open) {
    const amountBase = heldOf(contract, milestone);
    if (amountBase === 0n || contract.asset === null) continue;
    const refs = {
      requestId: request.id,
      contractId: contract._id.toString(),
      milestoneId: milestone._id.toString(),
    };
    const buyerId = contract.buyerId.toString();
    await post(tx, postings.refund({ asset: contract.asset, amountBase, buyerId, refs }));
  }
  await tellBalances(tx, contract);
}

const tellBalances = (tx: ClientSession, contract: ContractDocument): Promise<void> =>
  emitLater(tx, {
    name: 'balance:updated',
    ids: {},
    addressees: [contract.buyerId.toString(), contract.sellerId.toString()],
  });
