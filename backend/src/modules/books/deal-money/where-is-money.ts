import { kindOf, type Fate, type PostingRecord, type TracedArrival } from '../../ledger/index.ts';

/**
 * Where a contract's money is, out of its postings alone. Pure. Every posting balances, so what is found in
 * all places together is what came in.
 */
export const PLACES = [
  'suspense',
  'quarantine',
  'credit_reserved',
  'escrow',
  'seller_payable',
  'refund_payable',
  'buyer_credit',
  'fee_revenue',
  'payout_inflight',
  'paid_out',
  'spent',
] as const;
export type Place = (typeof PLACES)[number];

export const SOURCES = ['deposit', 'credit', 'amn'] as const;
export type Source = (typeof SOURCES)[number];

export type Holder = 'amn' | 'buyer' | 'seller';

/** An amount in one place. `milestoneId` is null for what belongs to no milestone of its own. */
export interface Part {
  readonly place: Place;
  readonly holder: Holder;
  readonly milestoneId: string | null;
  readonly asset: string;
  readonly amountBase: bigint;
}

export interface CameIn {
  readonly source: Source;
  readonly asset: string;
  readonly amountBase: bigint;
}

/** Money of the contract that reached a balance of one of its people. */
export interface Reached {
  readonly postingId: string;
  readonly milestoneId: string | null;
  readonly account: string;
  readonly place: 'seller_payable' | 'refund_payable' | 'buyer_credit';
  readonly holder: Holder;
  readonly asset: string;
  readonly amountBase: bigint;
}

export interface DealMoney {
  readonly cameIn: readonly CameIn[];
  /** What each milestone's escrow was given, however much of it is still there. */
  readonly funded: readonly {
    readonly milestoneId: string;
    readonly asset: string;
    readonly amountBase: bigint;
  }[];
  /** What Amn holds or has kept: no balance of anybody. */
  readonly kept: readonly Part[];
  readonly reached: readonly Reached[];
}

const WITHDRAWABLE = ['seller_payable', 'refund_payable', 'buyer_credit'] as const;
const KEPT = ['suspense', 'quarantine', 'credit_reserved', 'escrow', 'fee_revenue'] as const;
const isOneOf = <T extends string>(all: readonly T[], kind: string): kind is T =>
  (all as readonly string[]).includes(kind);

class Sums<T extends { readonly amountBase: bigint }> {
  private readonly byKey = new Map<string, T>();

  add(part: T): void {
    const { amountBase, ...rest } = part;
    const key = JSON.stringify(rest);
    const before = this.byKey.get(key)?.amountBase ?? 0n;
    this.byKey.set(key, { ...part, amountBase: before + amountBase });
  }

  rows(): T[] {
    return [...this.byKey.values()].filter(({ amountBase }) => amountBase !== 0n);
  }
}

/** @returns the parts added up where place, holder, milestone and asset are the same */
export function addUp<T extends { readonly amountBase: bigint }>(parts: readonly T[]): T[] {
  const sums = new Sums<T>();
  for (const part of parts) sums.add(part);
  return sums.rows();
}

export function whereIsMoney(posted: readonly PostingRecord[]): DealMoney {
  const cameIn = new Sums<CameIn>();
  const kept = new Sums<Part>();
  const funded = new Sums<DealMoney['funded'][number]>();
  const reached: Reached[] = [];
  for (const posting of posted) {
    for (const { account, asset, side, amountBase } of posting.entries) {
      const kind = kindOf(account);
      const signed = side === 'credit' ? amountBase : -amountBase;
      // Escrow tells its milestone by its name, everything else by what the posting was about.
      const ofMilestone = kind === 'escrow' ? (account.split(':')[2] ?? null) : null;
      const milestoneId = ofMilestone ?? (kind === 'suspense' ? null : posting.refs.milestoneId);
      // What the chain took back was never there.
      if (ofMilestone !== null && (side === 'credit' || posting.event === 'reorg'))
        funded.add({ milestoneId: ofMilestone, asset, amountBase: signed });
      if (posting.event === 'credit_returned' && kind === 'buyer_credit') {
        cameIn.add({ source: 'credit', asset, amountBase: -signed });
      } else if (isOneOf(WITHDRAWABLE, kind)) {
        const holder = kind === 'seller_payable' ? 'seller' : 'buyer';
        if (side === 'debit') cameIn.add({ source: 'credit', asset, amountBase });
        else
          reached.push({
            postingId: posting.id,
            milestoneId,
            account,
            place: kind,
            holder,
            asset,
            amountBase,
          });
      } else if (isOneOf(KEPT, kind)) {
        kept.add({ place: kind, holder: 'amn', milestoneId, asset, amountBase: signed });
      } else {
        cameIn.add({ source: kind === 'gateway' ? 'deposit' : 'amn', asset, amountBase: -signed });
      }
    }
  }
  return { cameIn: cameIn.rows(), funded: funded.rows(), kept: kept.rows(), reached };
}

const partOf = ({ place, holder, milestoneId, asset, amountBase }: Reached): Part => ({
  place,
  holder,
  milestoneId,
  asset,
  amountBase,
});

/** What reached a balance, by what became of it; untraced, all of it is there. */
export function partsOfReached(reached: Reached, traced: TracedArrival | undefined): Part[] {
  const part = partOf(reached);
  if (traced === undefined) return [part];
  const gone = (fate: Fate): Part => ({
    ...part,
    place: fate,
    amountBase: traced.gone
      .filter((departure) => departure.fate === fate)
      .reduce((sum, { amountBase }) => sum + amountBase, 0n),
  });
  return [
    { ...part, amountBase: traced.leftBase },
    gone('payout_inflight'),
    gone('paid_out'),
    gone('spent'),
  ].filter(({ amountBase }) => amountBase > 0n);
}
