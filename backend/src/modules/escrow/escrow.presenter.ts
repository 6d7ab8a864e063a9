import type { z } from 'zod';
import { fromDecimal } from '../../platform/decimal.ts';
import { toMoney, toPrice } from '../../shared/money.ts';
import type { PartyRole } from '../../shared/process.ts';
import type { FileRef, UserRef } from '../../shared/refs.ts';
import { kindOf, type AccountBalance } from '../ledger/index.ts';
import type { PrivatePart, RequestRecord } from '../marketplace/index.ts';
import type { contractSchema, dealSchema, milestoneSchema, moneyLineSchema } from './escrow.contract.ts';
import { isOpen } from './escrow.milestones.ts';
import type { ContractDocument, MilestoneDocument } from './escrow.model.ts';
import {
  abilitiesOf,
  isTurnOf,
  milestoneAbilities,
  turnIn,
  turnOfMilestone,
  type DealState,
} from './escrow.policy.ts';
import { shortBaseOf, shortOf } from './freeze.ts';
import { presentFeeTerms } from './fees.presenter.ts';
import { releaseSplit } from './release.ts';
import { standingOf, standingOfMilestone } from './standing.ts';

export interface DealView {
  readonly request: RequestRecord;
  readonly contract: ContractDocument;
  /** `admin` looks on and has no buttons. */
  readonly viewerRole: PartyRole | 'admin';
  readonly users: ReadonlyMap<string, UserRef>;
  readonly files: ReadonlyMap<string, FileRef>;
  readonly money: readonly AccountBalance[];
  readonly privatePart: PrivatePart | null;
  readonly paymentId: string | null;
  readonly confirming: boolean;
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

const personOf = (users: ReadonlyMap<string, UserRef>, id: string): UserRef =>
  users.get(id) ?? { id, name: '' };

export function presentDeal(view: DealView): z.input<typeof dealSchema> {
  const { request, contract, viewerRole, users } = view;
  const proposal = contract.proposal;
  const next = [...request.deadlines].sort((a, b) => a.at.getTime() - b.at.getTime())[0];
  const turn = turnIn(request.status, view.confirming);
  const state = standingOf(request.status, contract);
  return {
    requestId: request.id,
    title: request.title,
    status: request.status,
    version: request.version,
    viewerRole,
    buyer: personOf(users, contract.buyerId.toString()),
    seller: personOf(users, contract.sellerId.toString()),
    turn,
    yourTurn: viewerRole !== 'admin' && isTurnOf(viewerRole, turn, request.waitsFor, proposal),
    deadline: next ? { action: next.action, at: next.at.toISOString() } : null,
    contract: presentContract(view, state),
    money: presentMoney(view.money),
    proposal:
      proposal === null
        ? null
        : {
            kind: proposal.kind,
            by: proposal.by,
            milestoneId: proposal.milestoneId?.toString() ?? null,
            newDueAt: iso(proposal.newDueAt),
            note: proposal.note,
            proposedAt: proposal.proposedAt.toISOString(),
          },
    frozen: presentFreeze(contract),
    privatePart: view.privatePart,
    paymentId: view.paymentId,
    abilities: viewerRole === 'admin' ? [] : abilitiesOf(viewerRole, state),
  };
}

/** Whom a milestone waits for, until when, and what the viewer may do with it. */
function presentNext(
  { request, contract, viewerRole }: DealView,
  state: DealState,
  milestone: MilestoneDocument,
) {
  const { _id, status, deliveryDays } = milestone;
  const [next] = request.deadlines
    .filter(({ milestoneId }) => milestoneId === _id.toString())
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const standing = standingOfMilestone(contract, milestone);
  return {
    deliveryDays: deliveryDays ?? contract.deliveryDays,
    turn: contract.fundedAt === null ? ('nobody' as const) : turnOfMilestone(status),
    deadline: next ? { action: next.action, at: next.at.toISOString() } : null,
    abilities: viewerRole === 'admin' ? [] : milestoneAbilities(viewerRole, state, standing),
  };
}
const presentFreeze = (contract: ContractDocument) =>
  contract.freeze === null || contract.asset === null
    ? null
    : {
        since: contract.freeze.at.toISOString(),
        missing: toMoney(shortBaseOf(contract), contract.asset),
      };

function presentContract(view: DealView, state: DealState): z.input<typeof contractSchema> {
  const { contract, files } = view;
  return {
    id: contract._id.toString(),
    offerId: contract.offerId.toString(),
    offerRevision: contract.offerRevision,
    price: toPrice(BigInt(contract.priceCents)),
    buyerFee: toPrice(BigInt(contract.buyerFeeCents)),
    sellerFee: toPrice(BigInt(contract.sellerFeeCents)),
    // A contract from before there were tiers has none stored.
    feeTerms: contract.feeTerms ? presentFeeTerms(contract.feeTerms) : null,
    acceptedAssets: contract.acceptedAssets,
    asset: contract.asset,
    deliveryDays: contract.deliveryDays,
    inspectionDays: contract.inspectionDays,
    maxChangeRounds: contract.maxChangeRounds,
    termsHash: contract.termsHash,
    acceptedAt: contract.acceptedAt.toISOString(),
    fundedAt: iso(contract.fundedAt),
    milestones: contract.milestones.map((milestone) => ({
      ...presentMilestone(contract, milestone, files),
      ...presentNext(view, state, milestone),
    })),
    amendments: contract.amendments.map(({ at, proposedBy, termsHash, ...cents }) => ({
      at: at.toISOString(),
      proposedBy,
      price: toPrice(BigInt(cents.priceCents)),
      buyerFee: toPrice(BigInt(cents.buyerFeeCents)),
      sellerFee: toPrice(BigInt(cents.sellerFeeCents)),
      termsHash,
    })),
  };
}

export function presentMilestone(
  contract: ContractDocument,
  milestone: MilestoneDocument,
  files: ReadonlyMap<string, FileRef>,
): z.input<typeof milestoneSchema> {
  const { asset } = contract;
  const funded = milestone.fundedBase === null ? null : fromDecimal(milestone.fundedBase);
  const heldBase = isOpen(milestone.status) && funded !== null ? funded - shortOf(contract, milestone) : 0n;
  const split = releaseSplit(milestone);
  return {
    id: milestone._id.toString(),
    title: milestone.title,
    price: toPrice(BigInt(milestone.priceCents)),
    status: milestone.status,
    held: asset !== null && funded !== null ? toMoney(heldBase, asset) : null,
    sellerGets: asset !== null && funded !== null ? toMoney(split.sellerGetsBase, asset) : null,
    fee: asset !== null && funded !== null ? toMoney(split.feeBase, asset) : null,
    dueAt: iso(milestone.dueAt),
    inspectionEndsAt: iso(milestone.inspectionEndsAt),
    deliveries: milestone.deliveries.map((delivery) => ({
      id: delivery._id.toString(),
      note: delivery.note,
      link: delivery.link,
      trackingNumber: delivery.trackingNumber,
      attachments: delivery.fileIds.flatMap((id) => files.get(id.toString()) ?? []),
      deliveredAt: delivery.deliveredAt.toISOString(),
    })),
    changeRequests: milestone.changeRequests.map((change) => ({
      note: change.note,
      requestedAt: change.requestedAt.toISOString(),
      redeliveryDueAt: change.redeliveryDueAt.toISOString(),
    })),
    changeRoundsLeft: standingOfMilestone(contract, milestone).changeRoundsLeft,
  };
}

type MoneyLine = z.input<typeof moneyLineSchema>;

const HOLDERS: Partial<Record<string, MoneyLine['holder']>> = {
  suspense: 'amn',
  quarantine: 'amn',
  credit_reserved: 'amn',
  escrow: 'amn',
  fee_revenue: 'amn',
  seller_payable: 'seller',
  refund_payable: 'buyer',
  buyer_credit: 'buyer',
};

const isPlace = (kind: string): kind is MoneyLine['place'] => kind in HOLDERS;

/** Sums the deal's postings by place; what is zero is left out. */
function presentMoney(balances: readonly AccountBalance[]): MoneyLine[] {
  const sums = new Map<string, { place: MoneyLine['place']; asset: string; amountBase: bigint }>();
  for (const { account, asset, balanceBase } of balances) {
    const place = kindOf(account);
    if (!isPlace(place)) continue;
    const key = `${place}|${asset}`;
    const before = sums.get(key)?.amountBase ?? 0n;
    sums.set(key, { place, asset, amountBase: before + balanceBase });
  }
  return [...sums.values()]
    .filter(({ amountBase }) => amountBase > 0n)
    .map(({ place, asset, amountBase }) => ({
      place,
      holder: HOLDERS[place] ?? 'amn',
      money: toMoney(amountBase, asset),
    }));
}
