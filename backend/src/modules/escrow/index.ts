import type { ClientSession } from 'mongoose';
import type { ContractDocument } from './escrow.model.ts';
import { shortBaseOf } from './freeze.ts';
import { findActiveContract, findBuyersOf, findContract } from './escrow.repository.ts';

export { abandonDeal, setReceiptsPort, type ReceiptsPort } from './abandon.ts';
export { acceptOffer } from './accept-offer.ts';
export { actOnDeadline, ESCROW_DEADLINES, isPayersTurn } from './deadlines.ts';
export { deliver, requestChanges, startDelivery } from './delivery.ts';
export {
  disputeMilestone,
  resolveMilestone,
  resumeMilestone,
  setDisputesPort,
  withdrawalsOf,
  type DisputedMilestone,
  type DisputesPort,
} from './dispute-milestone.ts';
export type { Division } from './escrow.milestones.ts';
export { registerDealInvariants } from './escrow.books.ts';
export { registerMilestoneInvariants } from './milestone-invariants.ts';
export { registerEscrowAccounts, registerEscrowInvariants } from './escrow.invariants.ts';
export { escrowRoutes } from './escrow.routes.ts';
export { requestCredit } from './extend-deal.ts';
export { assertCanDoForLess } from './amend-terms.ts';
export { refillContract, takeFromEscrow, type EscrowPart } from './freeze.ts';
export { fundContract, type Funding } from './fund-contract.ts';
export { getDeal, mayViewDeal } from './get-deal.ts';
export {
  confirmCancellation,
  confirmExtension,
  declineProposal,
  proposeCancellation,
  proposeExtension,
} from './proposals.ts';
export { declineDeal } from './refund.ts';
export { approveDelivery } from './release.ts';
export { termsFor, type SignableTerms } from './signable-terms.ts';
export { agreedTerms, viewDealState, type DealState } from './view-deal.ts';
export {
  deliveredFileIds,
  streamDisputedMilestones,
  viewContract,
  viewMilestone,
  type MilestoneView,
} from './view-milestone.ts';

/** What other modules may know of a contract. */
export interface ContractRecord {
  readonly id: string;
  readonly requestId: string;
  readonly buyerId: string;
  readonly sellerId: string;
  readonly priceCents: number;
  readonly buyerFeeCents: number;
  readonly sellerFeeCents: number;
  readonly acceptedAssets: readonly string[];
  readonly acceptedAt: Date;
  /** False once it was abandoned or not paid in time. */
  readonly active: boolean;
  readonly fundedAt: Date | null;
  readonly milestones: readonly {
    readonly id: string;
    readonly title: string;
    readonly priceCents: number;
    readonly buyerFeeCents: number;
    readonly sellerFeeCents: number;
  }[];
  /** What is missing of its escrow because the chain lost it, base units; 0 unless it is frozen. */
  readonly shortBase: bigint;
}

const toRecord = (contract: ContractDocument | null): ContractRecord | null =>
  contract === null
    ? null
    : {
        id: contract._id.toString(),
        requestId: contract.requestId.toString(),
        buyerId: contract.buyerId.toString(),
        sellerId: contract.sellerId.toString(),
        priceCents: contract.priceCents,
        buyerFeeCents: contract.buyerFeeCents,
        sellerFeeCents: contract.sellerFeeCents,
        acceptedAssets: contract.acceptedAssets,
        acceptedAt: contract.acceptedAt,
        active: contract.active,
        fundedAt: contract.fundedAt,
        milestones: contract.milestones.map(({ _id, title, priceCents, buyerFeeCents, sellerFeeCents }) => ({
          id: _id.toString(),
          title,
          priceCents,
          buyerFeeCents,
          sellerFeeCents,
        })),
        shortBase: shortBaseOf(contract),
      };

export const getContract = async (
  tx: ClientSession | null,
  contractId: string,
): Promise<ContractRecord | null> => toRecord(await findContract(tx, contractId));

/** The contract in force of a request, if it has one. */
export const getActiveContract = async (
  tx: ClientSession | null,
  requestId: string,
): Promise<ContractRecord | null> => toRecord(await findActiveContract(tx, requestId));

/** Whether the deal of a request stands still because its money has left the chain. */
export const isFrozen = async (tx: ClientSession, requestId: string): Promise<boolean> =>
  ((await getActiveContract(tx, requestId))?.shortBase ?? 0n) > 0n;

/** Whose money the escrow of contracts is until it is released: the buyer's id by the contract's. */
export const buyersOfContracts = (
  tx: ClientSession,
  contractIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => findBuyersOf(tx, contractIds);
