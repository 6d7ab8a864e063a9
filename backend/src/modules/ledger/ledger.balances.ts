import { accounts, WITHDRAWABLE_KINDS } from './ledger.accounts.ts';
import { balancesOf } from './ledger.service.ts';

/** Columns of a person's balance sheet, per asset. */
export type BalanceColumn =
  | 'sellerPayable'
  | 'refundPayable'
  | 'buyerCredit'
  | 'creditReserved'
  | 'payoutInflight'
  | 'escrowSelling'
  | 'escrowBuying';

export type BalanceSheet = ReadonlyMap<string, Readonly<Record<BalanceColumn, bigint>>>;

interface OwnedAccount {
  readonly account: string;
  readonly column: BalanceColumn;
}
type AccountSource = (userId: string) => Promise<readonly OwnedAccount[]>;

const sources: AccountSource[] = [];

/** Modules above the ledger name the accounts they keep for a person (escrow of their deals, payouts). */
export function registerAccountSource(source: AccountSource): void {
  sources.push(source);
}

const COLUMN_OF = {
  seller_payable: 'sellerPayable',
  refund_payable: 'refundPayable',
  buyer_credit: 'buyerCredit',
} as const;

const EMPTY: Record<BalanceColumn, bigint> = {
  sellerPayable: 0n,
  refundPayable: 0n,
  buyerCredit: 0n,
  creditReserved: 0n,
  payoutInflight: 0n,
  escrowSelling: 0n,
  escrowBuying: 0n,
};

/** Everything Amn holds for a person or for their deals, per asset, in base units. */
export async function balanceSheetOf(userId: string): Promise<BalanceSheet> {
  const own = WITHDRAWABLE_KINDS.map((kind) => ({
    account: accounts.withdrawable(kind, userId),
    column: COLUMN_OF[kind],
  }));
  const found = await Promise.all(sources.map((source) => source(userId)));
  const columnByAccount = new Map([...own, ...found.flat()].map(({ account, column }) => [account, column]));
  const sheet = new Map<string, Record<BalanceColumn, bigint>>();
  for (const { account, asset, balanceBase } of await balancesOf([...columnByAccount.keys()])) {
    const column = columnByAccount.get(account);
    if (column === undefined) continue;
    const row = sheet.get(asset) ?? { ...EMPTY };
    row[column] += balanceBase;
    sheet.set(asset, row);
  }
  return sheet;
}
