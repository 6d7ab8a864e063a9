import type { Line, Told, ToldOf } from '../journal.ts';

/** The first book: what follows from the answers that the clients were given, and from nothing else. */

export interface ToldMilestone {
  status: string;
  asset: string;
  heldBase: bigint;
  sellerGetsBase: bigint;
  feeBase: bigint;
  division: { buyerGetsBase: bigint; sellerGetsBase: bigint; feeBase: bigint } | null;
}

export interface ToldDeal {
  requestId: string;
  contractId: string;
  buyerId: string;
  sellerId: string;
  /** As each party was told last. */
  status: Map<'buyer' | 'seller', string>;
  /** Those that were told to be funded. */
  milestones: Map<string, ToldMilestone>;
  /** By payment, in base units of its asset. */
  received: Map<string, { asset: string; amountBase: bigint }>;
}

export interface ToldPayout extends ToldOf<'payout'> {
  userId: string;
}

export interface ToldTransfer extends ToldOf<'sent'> {
  userId: string;
}

export interface ToldBook {
  userIds: Set<string>;
  deals: Map<string, ToldDeal>;
  payouts: Map<string, ToldPayout>;
  sent: ToldTransfer[];
  /** By account and asset, as `seller_payable:{user}/{asset}`. */
  balances: Map<string, bigint>;
  /** Where what was told contradicts itself. */
  contradictions: string[];
}

const finalDeal = new Set(['completed', 'refunded', 'settled', 'cancelled']);
const finalMilestone = new Set(['released', 'refunded', 'settled']);
const finalPayout = new Set(['confirmed', 'failed', 'cancelled']);
export const personal = ['seller_payable', 'refund_payable', 'buyer_credit'] as const;

class Reader {
  readonly book: ToldBook = {
    userIds: new Set(),
    deals: new Map(),
    payouts: new Map(),
    sent: [],
    balances: new Map(),
    contradictions: [],
  };
  readonly #made = new Map<string, string>();
  readonly #madeBy = new Map<string, number>();
  readonly #versions = new Map<string, number>();

  read({ userId, told }: Line): void {
    this.book.userIds.add(userId);
    switch (told.kind) {
      case 'made':
        this.#readMade(userId, told);
        return;
      case 'sent':
        this.book.sent.push({ ...told, userId });
        return;
      case 'deal':
        this.#readDeal(userId, told);
        return;
      case 'lapsed':
        this.#readLapsed(told);
        return;
      case 'division':
        this.#readDivision(told);
        return;
      case 'payment': {
        const { asset, amount } = told.received;
        const deal = this.book.deals.get(told.requestId);
        if (deal === undefined) this.#object(`a payment of deal ${told.requestId}, of which nobody was told`);
        deal?.received.set(told.paymentId, { asset, amountBase: BigInt(amount) });
        return;
      }
      case 'payout':
        this.#readPayout(userId, told);
        return;
      case 'balance':
        for (const account of [...personal, 'payout_inflight'] as const)
          this.book.balances.set(`${account}:${userId}/${told.asset}`, BigInt(told[account]));
        return;
      case 'count': {
        const made = this.#madeBy.get(`${userId}/${told.what}`) ?? 0;
        if (made !== told.count)
          this.#object(`${userId} made ${made} ${told.what}s and was shown ${told.count} of them`);
        return;
      }
      case 'wrong':
        this.#object(`${userId} met what no answer explains: ${told.what}`);
    }
  }

  #object(what: string): void {
    this.book.contradictions.push(what);
  }

  #readMade(userId: string, { what, key, id }: ToldOf<'made'>): void {
    const before = this.#made.get(key);
    if (before !== undefined && before !== id)
      this.#object(`key ${key} made the ${what}s ${before} and ${id}`);
    if (before !== undefined) return;
    this.#made.set(key, id);
    this.#madeBy.set(`${userId}/${what}`, (this.#madeBy.get(`${userId}/${what}`) ?? 0) + 1);
  }

  #readDeal(userId: string, told: ToldOf<'deal'>): void {
    const { requestId, contractId, buyerId, sellerId, role, status } = told;
    const deal: ToldDeal = this.book.deals.get(requestId) ?? {
      ...{ requestId, contractId, buyerId, sellerId },
      status: new Map(),
      milestones: new Map(),
      received: new Map(),
    };
    this.book.deals.set(requestId, deal);
    const viewer = `${requestId}/${userId}`;
    const version = this.#versions.get(viewer) ?? -1;
    if (told.version < version)
      this.#object(`deal ${requestId} went back from version ${version} to ${told.version}`);
    this.#versions.set(viewer, told.version);
    const before = deal.status.get(role);
    if (before !== undefined && finalDeal.has(before) && before !== status)
      this.#object(`deal ${requestId} was ${before} and then ${status}`);
    deal.status.set(role, status);
    for (const milestone of told.milestones) this.#readMilestone(deal, milestone);
  }

  #readLapsed({ requestId, role, status }: ToldOf<'lapsed'>): void {
    const deal = this.book.deals.get(requestId);
    if (deal === undefined || deal.milestones.size > 0)
      this.#object(
        `deal ${requestId} fell apart though ${deal === undefined ? 'there was none' : 'it was funded'}`,
      );
    deal?.status.set(role, status);
  }

  #readMilestone(deal: ToldDeal, told: ToldOf<'deal'>['milestones'][number]): void {
    if (told.held === null || told.sellerGets === null || told.fee === null) return;
    const heldBase = BigInt(told.held.amount);
    const before = deal.milestones.get(told.id);
    if (before === undefined) {
      if (heldBase === 0n)
        this.#object(`milestone ${told.id} held nothing when it was first shown as funded`);
      deal.milestones.set(told.id, {
        status: told.status,
        asset: told.held.asset,
        heldBase,
        sellerGetsBase: BigInt(told.sellerGets.amount),
        feeBase: BigInt(told.fee.amount),
        division: null,
      });
      return;
    }
    if (heldBase !== 0n && heldBase !== before.heldBase)
      this.#object(`milestone ${told.id} held ${before.heldBase} and then ${heldBase}`);
    // Each party reads for itself, so one of them may hear of the end a moment after the other.
    if (finalMilestone.has(before.status) && finalMilestone.has(told.status) && before.status !== told.status)
      this.#object(`milestone ${told.id} was ${before.status} and then ${told.status}`);
    if (!finalMilestone.has(before.status)) before.status = told.status;
  }

  #readDivision(told: ToldOf<'division'>): void {
    const milestone = this.book.deals.get(told.requestId)?.milestones.get(told.milestoneId);
    if (milestone === undefined) {
      this.#object(`a division of milestone ${told.milestoneId}, which nobody was told to be funded`);
      return;
    }
    const division = {
      buyerGetsBase: BigInt(told.buyerGets.amount),
      sellerGetsBase: BigInt(told.sellerGets.amount),
      feeBase: BigInt(told.fee.amount),
    };
    const before = milestone.division;
    const isSame =
      before === null ||
      (before.buyerGetsBase === division.buyerGetsBase &&
        before.sellerGetsBase === division.sellerGetsBase &&
        before.feeBase === division.feeBase);
    if (!isSame) this.#object(`milestone ${told.milestoneId} was divided in two ways`);
    const sum = division.buyerGetsBase + division.sellerGetsBase + division.feeBase;
    if (sum !== milestone.heldBase)
      this.#object(`the division of milestone ${told.milestoneId} is ${sum} of ${milestone.heldBase}`);
    milestone.division = division;
  }

  #readPayout(userId: string, told: ToldOf<'payout'>): void {
    const before = this.book.payouts.get(told.id);
    if (before !== undefined) {
      for (const part of ['money', 'sent'] as const)
        if (before[part].amount !== told[part].amount)
          this.#object(`payout ${told.id}: ${part} was ${before[part].amount} and then ${told[part].amount}`);
      if (before.destination !== told.destination)
        this.#object(`payout ${told.id} went to ${before.destination} and then to ${told.destination}`);
      if (finalPayout.has(before.status) && before.status !== told.status)
        this.#object(`payout ${told.id} was ${before.status} and then ${told.status}`);
    }
    this.book.payouts.set(told.id, { ...told, userId });
  }
}

export function readTold(lines: readonly Line[]): ToldBook {
  const reader = new Reader();
  for (const line of inOrder(lines)) reader.read(line);
  return reader.book;
}

/** What one client was told tells of what another was: all lines are read in the order of their times. */
function inOrder(lines: readonly Line[]): Line[] {
  return [...lines].sort((one, other) => (one.at === other.at ? 0 : one.at < other.at ? -1 : 1));
}

/** Who gets what of a milestone by what was told of it; what is still held goes to nobody yet. */
export function sharesOf(milestone: ToldMilestone): {
  buyer: bigint;
  seller: bigint;
  fee: bigint;
  held: bigint;
} {
  const { status, heldBase, sellerGetsBase, feeBase, division } = milestone;
  if (division !== null)
    return {
      buyer: division.buyerGetsBase,
      seller: division.sellerGetsBase,
      fee: division.feeBase,
      held: 0n,
    };
  if (status === 'released') return { buyer: 0n, seller: sellerGetsBase, fee: feeBase, held: 0n };
  if (status === 'refunded') return { buyer: heldBase, seller: 0n, fee: 0n, held: 0n };
  return { buyer: 0n, seller: 0n, fee: 0n, held: heldBase };
}

export type { Told };
