import { Types, type ClientSession } from 'mongoose';
import { after, DAY_MS, now } from '../../platform/clock.ts';
import { toDecimal } from '../../platform/decimal.ts';
import { emitLater } from '../../platform/outbox.ts';
import type { PartyRole } from '../../shared/process.ts';
import { post, postings } from '../ledger/index.ts';
import { supersedeOtherOffers } from '../marketplace/index.ts';
import { termsForLess } from './amend-terms.ts';
import { divideAmongMilestones } from './escrow.milestones.ts';
import { loadDeal, takeStep } from './escrow.deal.ts';
import type { ContractDocument } from './escrow.model.ts';
import { findContract } from './escrow.repository.ts';
import { START_WINDOW_MS } from './escrow.terms.ts';

export interface Funding {
  readonly contractId: string;
  readonly paymentId: string;
  readonly asset: string;
  /** What the contract asks for, in base units; goes into escrow. */
  readonly expectedBase: bigint;
  /** What of both is credit that was set aside for the payment; the rest lies in suspense. */
  readonly creditBase?: bigint;
  /** What came beyond that; becomes the buyer's credit. */
  readonly excessBase: bigint;
  /** Both agreed to do the deal for `expectedBase` instead of `fullBase`: the terms are amended. */
  readonly less?: { readonly fullBase: bigint; readonly proposedBy: PartyRole };
}

/** The terms that are funded, with those left behind noted where they are others. */
function agreedTerms(contract: ContractDocument, { expectedBase, less }: Funding, at: Date) {
  if (less === undefined) return { milestones: contract.milestones };
  const { priceCents, buyerFeeCents, sellerFeeCents, termsHash } = contract;
  const before = { at, proposedBy: less.proposedBy, priceCents, buyerFeeCents, sellerFeeCents, termsHash };
  return {
    ...termsForLess(contract, expectedBase, less.fullBase),
    amendments: [...contract.amendments, before],
  };
}

/**
 * Moves a full payment from suspense into escrow, in the caller's transaction.
 * @returns `not_active` when the contract no longer waits: the money is then owed back, which is the caller's
 */
export async function fundContract(tx: ClientSession, funding: Funding): Promise<'funded' | 'not_active'> {
  const contract = await findContract(tx, funding.contractId);
  if (!contract?.active || contract.fundedAt !== null) return 'not_active';
  const deal = await loadDeal(tx, contract.requestId.toString());
  if (deal.request.status !== 'awaiting_payment' || !deal.contract._id.equals(contract._id))
    return 'not_active';

  const fundedAt = now();
  const terms = agreedTerms(contract, funding, fundedAt);
  const parts = divideAmongMilestones(
    funding.expectedBase,
    terms.milestones.map(({ priceCents, buyerFeeCents }) => BigInt(priceCents + buyerFeeCents)),
  );
  const milestones = terms.milestones.map((milestone, index) => ({
    ...milestone,
    fundedBase: toDecimal(parts[index] ?? 0n),
    dueAt: new Date(fundedAt.getTime() + (milestone.deliveryDays ?? contract.deliveryDays) * DAY_MS),
  }));
  await takeStep(tx, deal, {
    action: 'fund',
    by: 'gateway',
    actorId: null,
    change: {
      ...terms,
      asset: funding.asset,
      paymentId: new Types.ObjectId(funding.paymentId),
      fundedAt,
      milestones,
    },
    deadlines: [{ action: 'decline', at: after(START_WINDOW_MS) }],
  });
  await post(
    tx,
    postings.fund({
      asset: funding.asset,
      buyerId: contract.buyerId.toString(),
      parts: milestones.map(({ _id }, index) => ({
        milestoneId: _id.toString(),
        amountBase: parts[index] ?? 0n,
      })),
      creditBase: funding.creditBase ?? 0n,
      excessBase: funding.excessBase,
      refs: { requestId: deal.request.id, contractId: funding.contractId, paymentId: funding.paymentId },
    }),
  );
  await supersedeOtherOffers(tx, deal.request.id, contract.offerId.toString());
  await emitLater(tx, {
    name: 'balance:updated',
    ids: {},
    addressees: [contract.buyerId.toString(), contract.sellerId.toString()],
  });
  return 'funded';
}
