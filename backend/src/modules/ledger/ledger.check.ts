import { isGuarded, isLiability } from './ledger.accounts.ts';
import { assertBalanced } from './ledger.postings.ts';
import { findAllBalances, streamPostings, type AccountBalance } from './ledger.repository.ts';

export interface LedgerFault {
  readonly invariant: string;
  readonly detail: string;
}

export interface LedgerVerdict {
  readonly ok: boolean;
  readonly postings: number;
  readonly faults: readonly LedgerFault[];
  /** What was summed up on the way, to be compared with books outside. */
  readonly sums: AccountSums;
}

/** Sums of all entries, credits minus debits, by `account|asset`. */
export type AccountSums = ReadonlyMap<string, AccountBalance>;
type Invariant = (sums: AccountSums) => Promise<readonly string[]>;

const invariants = new Map<string, Invariant>();

/** Other modules add what only they can check: `check` returns a sentence for each fault. */
export function registerInvariant(name: string, check: Invariant): void {
  invariants.set(name, check);
}

/**
 * Reads the whole ledger and checks it: the verdict a command, an admin page and every test suite ask for.
 */
export async function checkLedger(): Promise<LedgerVerdict> {
  const faults: LedgerFault[] = [];
  const sums = new Map<string, AccountBalance>();
  let count = 0;
  for await (const posting of streamPostings()) {
    count += 1;
    try {
      assertBalanced(posting);
    } catch (error) {
      faults.push({ invariant: 'postings sum to zero per asset', detail: String(error) });
    }
    for (const { account, asset, side, amountBase } of posting.entries) {
      const key = `${account}|${asset}`;
      const before = sums.get(key)?.balanceBase ?? 0n;
      sums.set(key, {
        account,
        asset,
        balanceBase: side === 'credit' ? before + amountBase : before - amountBase,
      });
    }
  }
  faults.push(...checkStored(sums, await findAllBalances()), ...checkLiabilities(sums), ...checkAssets(sums));
  for (const [invariant, check] of invariants) {
    faults.push(...(await check(sums)).map((detail) => ({ invariant, detail })));
  }
  return { ok: faults.length === 0, postings: count, faults, sums };
}

function checkStored(sums: AccountSums, stored: readonly AccountBalance[]): LedgerFault[] {
  const invariant = 'stored balances equal the sum of entries';
  const storedBy = new Map(stored.map((row) => [`${row.account}|${row.asset}`, row.balanceBase]));
  const expected = [...sums].filter(([, { account }]) => isGuarded(account));
  const keys = new Set([...storedBy.keys(), ...expected.map(([key]) => key)]);
  return [...keys].flatMap((key) => {
    const inEntries = sums.get(key)?.balanceBase ?? 0n;
    const inStore = storedBy.get(key) ?? 0n;
    return inEntries === inStore
      ? []
      : [{ invariant, detail: `${key}: stored ${inStore}, entries ${inEntries}` }];
  });
}

function checkLiabilities(sums: AccountSums): LedgerFault[] {
  return [...sums.values()]
    .filter(({ account, balanceBase }) => isLiability(account) && balanceBase < 0n)
    .map(({ account, asset, balanceBase }) => ({
      invariant: 'no liability is negative',
      detail: `${account} holds ${balanceBase} ${asset}`,
    }));
}

/** What the gateway holds covers what is owed: assets ≥ liabilities, asset by asset. */
function checkAssets(sums: AccountSums): LedgerFault[] {
  const held = new Map<string, bigint>();
  const owed = new Map<string, bigint>();
  for (const { account, asset, balanceBase } of sums.values()) {
    if (account.startsWith('gateway:')) held.set(asset, (held.get(asset) ?? 0n) - balanceBase);
    if (isLiability(account)) owed.set(asset, (owed.get(asset) ?? 0n) + balanceBase);
  }
  return [...owed]
    .filter(([asset, amount]) => (held.get(asset) ?? 0n) < amount)
    .map(([asset, amount]) => ({
      invariant: 'assets cover liabilities',
      detail: `${asset}: held ${held.get(asset) ?? 0n}, owed ${amount}`,
    }));
}
