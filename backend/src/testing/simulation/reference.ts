/**
 * The reference: what should become of people's money, told a second time. It is simple on purpose, shares
 * nothing with the product (neither tables nor arithmetic) and knows no database. What product and reference
 * disagree about is a fault in one of them.
 */
export type Side = 'buyer' | 'seller';
export const otherOf = (side: Side): Side => (side === 'buyer' ? 'seller' : 'buyer');

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
export const PERIODS = {
  requestOpen: 30 * DAY,
  reopened: 3 * DAY,
  offer: 7 * DAY,
  payment: DAY,
  confirming: 2 * DAY,
  start: 3 * DAY,
  grace: 3 * DAY,
  leastAfterPause: DAY,
  response: 3 * DAY,
  negotiation: 7 * DAY,
  silence: 14 * DAY,
  answer: 3 * DAY,
  appeal: 3 * DAY,
  payoutFound: DAY,
} as const;
/** Days until the delivery of each of one, two or three milestones. */
export const DELIVERY_DAYS = [[10], [5, 10], [4, 7, 10]] as const;
export const INSPECTION_DAYS = 7;
export const MAX_ROUNDS = 3;

/** Both test assets are dollars with six digits: a cent is so many base units. */
export const CENT = 10_000n;
export const ASSETS = ['ETH-USDT', 'ETH-USDC'] as const;
export type Asset = (typeof ASSETS)[number];

/** Who owns what: `kind/owner/asset` → base units. What the gateway holds is the sum of all others. */
export class Holdings {
  readonly #held = new Map<string, bigint>();

  add(kind: string, owner: number | string, asset: string, amount: bigint): void {
    const key = `${kind}/${owner}/${asset}`;
    const sum = (this.#held.get(key) ?? 0n) + amount;
    if (sum < 0n) throw new Error(`the reference itself would take more from ${key} than there is`);
    if (sum === 0n) this.#held.delete(key);
    else this.#held.set(key, sum);
  }

  get(kind: string, owner: number | string, asset: string): bigint {
    return this.#held.get(`${kind}/${owner}/${asset}`) ?? 0n;
  }

  all(): ReadonlyMap<string, bigint> {
    return this.#held;
  }
}

export type TimerName =
  | 'expire'
  | 'paymentTimedOut'
  | 'decline'
  | 'miss'
  | 'missChanges'
  | 'autoApprove'
  | 'offerEnds'
  | 'noResponse'
  | 'negotiationEnded'
  | 'escalate'
  | 'rule'
  | 'finalise';
export interface Timer {
  readonly name: TimerName;
  readonly at: number;
  readonly milestone?: Milestone;
}

export interface Offer {
  readonly key: number;
  readonly request: Request;
  readonly seller: number;
  revision: number;
  status: string;
  priceCents: number;
  /** In so many milestones the work would be delivered and paid. */
  parts: number;
  endsAt: number | null;
}

export interface Transfer {
  readonly key: number;
  readonly asset: Asset;
  readonly amount: bigint;
  /** Unconfirmed: announced; confirmed: told. */
  announced: boolean;
  told: boolean;
  /** Left suspense. */
  settled: boolean;
}

export interface Payment {
  readonly key: number;
  readonly deal: Deal;
  readonly asset: Asset;
  readonly expected: bigint;
  funded: boolean;
  readonly transfers: Transfer[];
}

export interface Dispute {
  readonly key: number;
  readonly opener: Side;
  status: string;
  timers: Timer[];
  mediated: boolean;
  /** Open splits, by who offered: what the buyer would get. */
  readonly splits: Map<Side, { key: number; buyerGets: bigint }>;
  withdrawalBy: Side | null;
  proposal: { buyerGets: bigint; accepted: Set<Side>; declined: Set<Side> } | null;
  ruling: bigint | null;
  readonly waived: Set<Side>;
}

export interface Milestone {
  readonly number: number;
  readonly priceCents: number;
  readonly deliveryDays: number;
  readonly buyerFeeCents: number;
  readonly sellerFeeCents: number;
  status: 'pending' | 'delivered' | 'changes_requested' | 'disputed' | 'released' | 'refunded' | 'settled';
  held: bigint;
  dueAt: number;
  rounds: number;
  withdrawals: number;
  pause: { status: Milestone['status']; at: number; timers: Timer[] } | null;
  dispute: Dispute | null;
}

export interface Deal {
  readonly key: number;
  readonly request: Request;
  readonly offer: Offer;
  readonly buyer: number;
  readonly seller: number;
  readonly acceptedAt: number;
  readonly milestones: Milestone[];
  readonly payments: Payment[];
  active: boolean;
  asset: Asset | null;
  started: boolean;
  proposal: {
    kind: 'extension' | 'cancellation';
    by: Side;
    milestone: Milestone | null;
    dueAt: number;
  } | null;
}

export interface Request {
  readonly key: number;
  readonly buyer: number;
  readonly category: 'design' | 'art';
  expiresAt: number;
  /** Before a deal is paid and after it ended unpaid; what it is afterwards follows from the milestones. */
  unpaid: 'open' | 'awaiting_payment' | 'cancelled' | 'expired' | null;
  deal: Deal | null;
  readonly offers: Offer[];
  timers: Timer[];
}

export interface Payout {
  readonly key: number;
  readonly person: number;
  readonly source: 'credit' | 'refund' | 'earned';
  readonly asset: Asset;
  readonly amount: bigint;
  readonly approvalsNeeded: number;
  status: string;
  changedAt: number;
  /** What the gateway has of it: nothing, a record, a record of a transfer. */
  atGateway: 'nothing' | 'record' | 'paid';
  readonly approvedBy: Set<number>;
  readonly failedBy: Set<number>;
}

/** The coin of the test chain. */
export const COIN = 'ETH';
/** 50 dollars of it, at 2,500 a coin, book themselves within a day; no sequence takes so long on a wall clock. */
export const COMPARED_PER_DAY = 10n ** 18n / 50n;

/** What a comparison finds of the coin: burnt and not booked; below zero, there and not booked. */
export interface FoundFees {
  readonly amount: bigint;
  readonly state: 'small' | 'large' | 'too_high' | 'surplus';
  /** What the books held of it then. */
  readonly booked: bigint;
  isBooked?: boolean;
}

export interface Coin {
  /** In the gateway's wallet. */
  held: bigint;
  /** Put in, and not booked. */
  unbooked: bigint;
  /** Fees that comparisons have booked: by themselves, and altogether. */
  bySchedule: bigint;
  byAnybody: bigint;
  comparisons: number;
  found: FoundFees | null;
}

export interface Reference {
  now: number;
  readonly people: readonly number[];
  readonly holdings: Holdings;
  readonly requests: Request[];
  /** Every deal that ever was, those that ended unpaid as well. */
  readonly deals: Deal[];
  readonly payouts: Payout[];
  readonly coin: Coin;
  keys: number;
}

export const newReference = (): Reference => ({
  now: 0,
  people: [0, 1, 2, 3],
  holdings: new Holdings(),
  requests: [],
  deals: [],
  payouts: [],
  coin: { held: 0n, unbooked: 0n, bySchedule: 0n, byAnybody: 0n, comparisons: 0, found: null },
  keys: 0,
});

export const newKey = (reference: Reference): number => reference.keys++;

export function statusOf({ unpaid, deal }: Request): string {
  if (unpaid !== null) return unpaid;
  const found = new Set(deal?.milestones.map(({ status }) => status));
  for (const status of ['disputed', 'changes_requested', 'delivered'] as const) {
    if (found.has(status)) return status;
  }
  if (found.has('pending')) return deal?.started === true ? 'in_delivery' : 'funded';
  if (found.size > 1) return 'settled';
  if (found.has('released')) return 'completed';
  return found.has('refunded') ? 'refunded' : 'settled';
}

export const isOpen = ({ status }: Milestone): boolean =>
  ['pending', 'delivered', 'changes_requested', 'disputed'].includes(status);
/** With others beside it a milestone's own status decides what can be done with it. */
export const isInParts = ({ milestones }: Deal): boolean => milestones.length > 1;

export const openParts = ({ milestones }: Deal): number => milestones.filter(isOpen).length;

/**
 * A proposal stands as long as agreeing to it means what it meant: a longer date until its milestone is
 * delivered, a cancellation until any money has moved or stands in dispute.
 */
export function dropProposal(deal: Deal, openBefore: number): void {
  const { proposal } = deal;
  if (proposal === null) return;
  const waiting = deal.milestones.filter((each) => isOpen(each) && each.status !== 'disputed').length;
  const stands =
    proposal.kind === 'cancellation'
      ? waiting === openBefore
      : ['pending', 'changes_requested'].includes(proposal.milestone?.status ?? '');
  if (!stands) deal.proposal = null;
}

export const isLiveOffer = ({ status }: Offer): boolean => ['submitted', 'countered'].includes(status);
export const isLiveDispute = ({ status }: Dispute): boolean =>
  !['settled', 'final', 'withdrawn'].includes(status);
/** What escrow holds of a milestone: its price, and what the buyer bears of the fee. */
export const heldCents = ({ priceCents, buyerFeeCents }: Milestone): number => priceCents + buyerFeeCents;
export const totalCents = ({ milestones }: Deal): number =>
  milestones.reduce((sum, milestone) => sum + heldCents(milestone), 0);

/** The deal that each request has now, paid or ended. */
export const presentDeals = ({ requests }: Reference): Deal[] => requests.flatMap(({ deal }) => deal ?? []);
export const offers = ({ requests }: Reference): Offer[] => requests.flatMap((request) => request.offers);

/** Money that is in suspense for a payment and would count. */
export const suspended = ({ transfers, asset }: Payment): bigint =>
  transfers
    .filter((transfer) => transfer.told && !transfer.settled && transfer.asset === asset)
    .reduce((sum, { amount }) => sum + amount, 0n);

export const escrowName = (deal: Deal, milestone: Milestone): string => `${deal.key}.${milestone.number}`;
