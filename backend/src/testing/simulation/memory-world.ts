import {
  disputeProcess,
  type DisputeAction,
  type DisputeStatus,
} from '../../modules/dispute/dispute.process.ts';
import {
  agreedDifference,
  feesStateOf,
  rangeOf,
  unexplainedOf,
  type FeesState,
} from '../../modules/books/reconciliation/reconciliation.policy.ts';
import { postings } from '../../modules/ledger/ledger.postings.ts';
import { requestStatusOf } from '../../modules/escrow/escrow.milestones.ts';
import { milestoneProcess, type MilestoneStatus } from '../../modules/escrow/milestone.process.ts';
import {
  purchaseRequestProcess,
  type RequestAction,
  type RequestStatus,
} from '../../modules/marketplace/purchase-request.process.ts';
import {
  sellerOfferProcess,
  type OfferAction,
  type OfferStatus,
} from '../../modules/marketplace/seller-offer.process.ts';
import { payoutProcess, type PayoutAction, type PayoutStatus } from '../../modules/payout/payout.process.ts';
import { findTransition, type ActorRole, type Process } from '../../shared/process.ts';
import { MemoryLedger } from './memory-ledger.ts';
import { MemoryPayment, type PaymentPort } from './memory-payment.ts';
import { COIN, COMPARED_PER_DAY, type Asset } from './reference.ts';

/** The product refuses; nothing has changed. */
export class Refused extends Error {}

interface MemoryRequest {
  status: RequestStatus;
  milestones: MilestoneStatus[];
  started: boolean;
}

export const person = (key: number): string => `p${key}`;
export const contract = (key: number): string => `d${key}`;

/** Takes a row of one of the product's tables. */
function moved<S extends string, A extends string>(
  process: Process<S, A>,
  status: S,
  action: A,
  by: ActorRole,
  ofPart = false,
): S {
  const row = findTransition(process, action, status, by, ofPart);
  if (!row) throw new Refused(`${process.name}: no ${action} from ${status} by ${by}`);
  return row.to === 'same' ? status : row.to;
}

function restore<V>(map: Map<number, V>, before: ReadonlyMap<number, V>): void {
  map.clear();
  for (const [key, value] of before) map.set(key, value);
}

/** The product without services and database: its tables, postings, divisions and policies, put to use. */
export class MemoryWorld {
  readonly ledger = new MemoryLedger();
  /** The gateway's wallet, and what comparisons have booked of it. */
  readonly coin = { held: 0n, bySchedule: 0n, byAnybody: 0n, comparisons: 0 };
  readonly #requests = new Map<number, MemoryRequest>();
  readonly #offers = new Map<number, OfferStatus>();
  readonly #payouts = new Map<number, PayoutStatus>();
  readonly #disputes = new Map<number, DisputeStatus>();
  readonly #payments = new Map<number, MemoryPayment>();

  /** One transaction: where something in it is refused, nothing of it has happened. */
  transact(run: () => void): void {
    const before = {
      requests: structuredClone(this.#requests),
      offers: new Map(this.#offers),
      payouts: new Map(this.#payouts),
      disputes: new Map(this.#disputes),
    };
    try {
      run();
    } catch (error) {
      restore(this.#requests, before.requests);
      restore(this.#offers, before.offers);
      restore(this.#payouts, before.payouts);
      restore(this.#disputes, before.disputes);
      throw error;
    }
  }

  openRequest(key: number): void {
    this.#requests.set(key, { status: purchaseRequestProcess.initial, milestones: [], started: false });
    this.request(key, 'publish', 'buyer');
  }

  /** `set` changes milestones (or what else the status follows from) once the table has a row for it. */
  request(key: number, action: RequestAction, by: ActorRole, set?: (request: MemoryRequest) => void): void {
    const request = this.#request(key);
    const status = moved(purchaseRequestProcess, request.status, action, by);
    set?.(request);
    request.status = set === undefined ? status : requestStatusOf(request.milestones, request.started);
  }

  /** An action on one milestone: its own table, and with others beside it the whole's wider one. */
  part(key: number, number: number, action: RequestAction, by: ActorRole, to?: MilestoneStatus): void {
    const request = this.#request(key);
    const own = request.milestones[number];
    if (own === undefined) throw new Refused(`there is no milestone ${number}`);
    moved(milestoneProcess, own, action, by);
    moved(purchaseRequestProcess, request.status, action, by, request.milestones.length > 1);
    if (to === undefined) return;
    request.milestones[number] = to;
    if (action === 'deliver') request.started = true;
    request.status = requestStatusOf(request.milestones, request.started);
  }

  statusOf(key: number): RequestStatus {
    return this.#request(key).status;
  }

  #request(key: number): MemoryRequest {
    const request = this.#requests.get(key);
    if (!request) throw new Error(`there is no request ${key}`);
    return request;
  }

  submitOffer(key: number): void {
    this.#offers.set(key, sellerOfferProcess.initial);
  }

  offer(key: number, action: OfferAction, by: ActorRole): void {
    this.#offers.set(key, moved(sellerOfferProcess, this.offerStatus(key), action, by));
  }

  offerStatus(key: number): OfferStatus {
    return this.#offers.get(key) ?? sellerOfferProcess.initial;
  }

  openDispute(key: number, by: 'buyer' | 'seller' | 'timer'): void {
    this.#disputes.set(key, moved(disputeProcess, disputeProcess.initial, 'notify', by));
  }

  dispute(key: number, action: DisputeAction, by: ActorRole): void {
    this.#disputes.set(key, moved(disputeProcess, this.disputeStatus(key), action, by));
  }

  disputeStatus(key: number): DisputeStatus {
    return this.#disputes.get(key) ?? disputeProcess.initial;
  }

  openPayout(key: number): void {
    this.#payouts.set(key, payoutProcess.initial);
  }

  /** @returns the posting that the table's row asks for */
  payout(key: number, action: PayoutAction, by: ActorRole): string | undefined {
    const status = this.payoutStatus(key);
    this.#payouts.set(key, moved(payoutProcess, status, action, by));
    return findTransition(payoutProcess, action, status, by)?.posting;
  }

  payoutStatus(key: number): PayoutStatus {
    return this.#payouts.get(key) ?? payoutProcess.initial;
  }

  topUp(reference: string, amountBase: bigint): void {
    this.ledger.post(postings.gasTopUp({ reference, asset: COIN, amountBase }));
  }

  /** What a comparison finds of the coin, and books where it is little. */
  compareCoin(): { readonly state: FeesState; readonly amount: bigint } | null {
    const ledgerBase = this.ledger.holdings().get(`gateway/all/${COIN}`) ?? 0n;
    const book = { ledgerBase, comingBase: 0n, quarantinedBase: 0n, leavingBase: 0n, coin: null };
    const said = {
      heldBase: this.coin.held,
      unexplainedBase: unexplainedOf(this.coin.held, rangeOf(book, book), 0n),
    };
    const found = agreedDifference(said, said, 0n, 0n) ?? 0n;
    this.coin.comparisons += 1;
    if (found === 0n) return null;
    const amount = -found;
    const isSmall = this.coin.bySchedule + amount <= COMPARED_PER_DAY;
    const everBookedBase = this.coin.byAnybody;
    const state = feesStateOf({ amountBase: amount, freeBase: ledgerBase, everBookedBase, isSmall });
    if (state === 'small') {
      this.coin.bySchedule += amount;
      this.bookSweeps(`comparison-${this.coin.comparisons}`, amount);
    }
    return { state, amount };
  }

  bookSweeps(reconciliationId: string, amount: bigint): void {
    const asset = COIN;
    this.coin.byAnybody += amount;
    this.ledger.post(
      amount > 0n
        ? postings.sweepFees({ asset, amountBase: amount, reconciliationId })
        : postings.sweepFeesReturned({ asset, amountBase: -amount, reconciliationId }),
    );
  }

  openPayment(key: number, terms: { readonly asset: Asset; readonly expected: bigint }): void {
    this.#payments.set(key, new MemoryPayment(key, terms));
  }

  payment(key: number): MemoryPayment {
    const payment = this.#payments.get(key);
    if (!payment) throw new Error(`there is no payment ${key}`);
    return payment;
  }

  /** A payment's way to the ledger and to its deal. */
  port(deal: PaymentPort['deal'], others: readonly number[]): PaymentPort {
    const attempts = others.map((key) => this.payment(key));
    return { deal, ledger: this.ledger, others: attempts };
  }
}
