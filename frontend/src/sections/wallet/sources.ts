import type { Balance } from '@/actions/wallet';

/** What a balance that can be withdrawn comes from. */
export const SOURCES = ['seller_payable', 'refund_payable', 'buyer_credit'] as const;
export type Source = (typeof SOURCES)[number];

const FIELD = {
  seller_payable: 'sellerPayable',
  refund_payable: 'refundPayable',
  buyer_credit: 'buyerCredit',
} as const satisfies Record<Source, keyof Balance>;

export interface Withdrawable {
  readonly source: Source;
  readonly asset: string;
  /** Base units, above zero. */
  readonly amount: string;
}

export function withdrawableOf(balance: Balance): Withdrawable[] {
  return SOURCES.map((source) => ({ source, ...balance[FIELD[source]] })).filter(
    ({ amount }) => amount !== '0',
  );
}

/** Sum of base units. */
export const sumOf = (amounts: readonly string[]): string =>
  amounts.reduce((sum, amount) => sum + BigInt(amount), 0n).toString();
