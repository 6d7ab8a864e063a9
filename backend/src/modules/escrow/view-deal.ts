import type { ClientSession } from 'mongoose';
import type { PartyRole } from '../../shared/process.ts';
import {
  loadRequest,
  type RequestAction,
  type RequestDeadline,
  type RequestStatus,
} from '../marketplace/index.ts';
import type { MilestoneStatus } from './milestone.process.ts';
import { abilitiesOf } from './escrow.policy.ts';
import { findContract, findLatestContract } from './escrow.repository.ts';
import { standingOf } from './standing.ts';

/** A deal as the books see it: who, in which state, and what happens next. No figures: those are the ledger's. */
export interface DealState {
  readonly requestId: string;
  readonly contractId: string;
  readonly title: string;
  readonly buyerId: string;
  readonly sellerId: string;
  readonly status: RequestStatus;
  readonly milestones: readonly {
    readonly id: string;
    readonly title: string;
    readonly status: MilestoneStatus;
  }[];
  /** None when the contract is not in force any more. */
  readonly deadlines: readonly RequestDeadline[];
  readonly mayAct: Readonly<Record<PartyRole, readonly RequestAction[]>>;
}

/** @returns null for a request that never had a contract. Its newest contract counts. */
export async function viewDealState(tx: ClientSession, requestId: string): Promise<DealState | null> {
  const contract = await findLatestContract(requestId, tx);
  if (contract === null) return null;
  const request = await loadRequest(tx, requestId);
  const inForce = request.activeContractId === contract._id.toString();
  const state = standingOf(request.status, contract);
  return {
    requestId,
    contractId: contract._id.toString(),
    title: request.title,
    buyerId: contract.buyerId.toString(),
    sellerId: contract.sellerId.toString(),
    status: request.status,
    milestones: contract.milestones.map(({ _id, title, status }) => ({ id: _id.toString(), title, status })),
    deadlines: inForce ? request.deadlines : [],
    mayAct: {
      buyer: inForce ? abilitiesOf('buyer', state) : [],
      seller: inForce ? abilitiesOf('seller', state) : [],
    },
  };
}

/** What both sides agreed on, as it was accepted. Amounts in US cents. */
export interface AgreedTerms {
  readonly termsHash: string;
  readonly acceptedAt: Date;
  readonly offerId: string;
  readonly offerRevision: number;
  readonly priceCents: number;
  readonly buyerFeeCents: number;
  readonly sellerFeeCents: number;
  readonly acceptedAssets: readonly string[];
  readonly deliveryDays: number;
  readonly inspectionDays: number;
  readonly maxChangeRounds: number;
}

export async function agreedTerms(tx: ClientSession, contractId: string): Promise<AgreedTerms> {
  const contract = await findContract(tx, contractId);
  if (contract === null) throw new Error(`contract ${contractId} is gone`);
  return {
    termsHash: contract.termsHash,
    acceptedAt: contract.acceptedAt,
    offerId: contract.offerId.toString(),
    offerRevision: contract.offerRevision,
    priceCents: contract.priceCents,
    buyerFeeCents: contract.buyerFeeCents,
    sellerFeeCents: contract.sellerFeeCents,
    acceptedAssets: contract.acceptedAssets,
    deliveryDays: contract.deliveryDays,
    inspectionDays: contract.inspectionDays,
    maxChangeRounds: contract.maxChangeRounds,
  };
}
