import { inSnapshot, type Snapshot } from '../../platform/snapshot.ts';
import { ACCOUNT_KINDS, isGuarded, isLiability } from './ledger.accounts.ts';
import { FlowGatherer, type Flows } from './ledger.flows.ts';
import { assertBalanced } from './ledger.postings.ts';
import {
  findAllBalances,
  findRepeatedKeys,
  streamPostings,
  type AccountBalance,
  type PostingRecord,
} from './ledger.repository.ts';

export interface LedgerFault {
  readonly invariant: string;
  readonly detail: string;
}

export interface LedgerVerdict {
  readonly ok: boolean;
  readonly postings: number;
  /** Names of all that was checked. */
  readonly invariants: readonly string[];
  readonly faults: readonly LedgerFault[];
  /** What was summed up on the way, to be compared with books outside. */
  readonly sums: AccountSums;
}

/** Sums of all entries, credits minus debits, by `account|asset`. */
export type AccountSums = ReadonlyMap<string, AccountBalance>;
type Invariant = (
  sums: AccountSums,
  flows: Flows,
  at: Snapshot,
) => Promise<readonly string[]> | readonly string[];

const registered = new Map<string, Invariant>();

/**
 * Other modules add what only they can check: `check` returns a sentence for each fault. Whatever it reads, it reads
 * in the snapshot in which the sums were made.
 */
export function registerInvariant(name: string, check: Invariant): void {
  registered.set(name, check);
}

const BALANCED = 'postings sum to zero per asset';
const KNOWN = 'accounts are of known kinds';

const isKnown = (account: string): boolean =>
  (ACCOUNT_KINDS as readonly string[]).includes(account.split(':', 1)[0] ?? '');

/** What can be said of one posting by itself. */
function checkPosting(posting: PostingRecord): LedgerFault[] {
  const faults = posting.entries
    .filter(({ account }) => !isKnown(account))
    .map(({ account }) => ({ invariant: KNOWN, detail: `posting ${posting.key} names ${account}` }));
  try {
    assertBalanced(posting);
  } catch (error) {
    faults.push({ invariant: BALANCED, detail: String(error) });
  }
  return faults;
}

/** Invariants of the ledger alone, by name, in the order in which they are told. */
const own: Readonly<Record<string, Invariant>> = {
  'a key is posted once': async (_sums, _flows, at) =>
    (await findRepeatedKeys(at)).map((key) => `${key} is there more than once`),
  'stored balances equal the sum of entries': async (sums, _flows, at) =>
    checkStored(sums, await findAllBalances(at)),
  'no liability is negative': checkLiabilities,
  'assets cover liabilities': checkAssets,
};

/**
 * Reads the whole ledger and checks it, as it stood at one moment: the verdict a command, an admin page and every
 * test suite ask for. Money that moves meanwhile makes no difference.
 */
export const checkLedger = (): Promise<LedgerVerdict> => inSnapshot(checkAt);

async function checkAt(at: Snapshot): Promise<LedgerVerdict> {
  const faults: LedgerFault[] = [];
  const sums = new Map<string, AccountBalance>();
  const flows = new FlowGatherer();
  let count = 0;
  for await (const posting of streamPostings(at)) {
    count += 1;
    faults.push(...checkPosting(posting));
    const entries = posting.entries.filter(({ account }) => isKnown(account));
    flows.add(entries, posting.event);
    for (const { account, asset, side, amountBase } of entries) {
      const key = `${account}|${asset}`;
      const before = sums.get(key)?.balanceBase ?? 0n;
      const balanceBase = side === 'credit' ? before + amountBase : before - amountBase;
      sums.set(key, { account, asset, balanceBase });
    }
  }
  const all = [...Object.entries(own), ...registered];
  for (const [invariant, check] of all) {
    faults.push(...(await check(sums, flows, at)).map((detail) => ({ invariant, detail })));
  }
  const invariants = [BALANCED, KNOWN, ...all.map(([name]) => name)];
  return { ok: faults.length === 0, postings: count, invariants, faults, sums };
}

function checkStored(sums: AccountSums, stored: readonly AccountBalance[]): string[] {
  const storedBy = new Map(stored.map((row) => [`${row.account}|${row.asset}`, row.balanceBase]));
  const expected = [...sums].filter(([, { account }]) => isGuarded(account));
  const keys = new Set([...storedBy.keys(), ...expected.map(([key]) => key)]);
  return [...keys].flatMap((key) => {
    const inEntries = sums.get(key)?.balanceBase ?? 0n;
    const inStore = storedBy.get(key) ?? 0n;
    return inEntries === inStore ? [] : [`${key}: stored ${inStore}, entries ${inEntries}`];
  });
}

function checkLiabilities(sums: AccountSums): string[] {
  return [...sums.values()]
    .filter(({ account, balanceBase }) => isLiability(account) && balanceBase < 0n)
    .map(({ account, asset, balanceBase }) => `${account} holds ${balanceBase} ${asset}`);
}

/** What is owed per asset, base units: the sum of all liabilities. */
export function owedByAsset(sums: AccountSums): Map<string, bigint> {
  const owed = new Map<string, bigint>();
  for (const { account, asset, balanceBase } of sums.values()) {
    if (isLiability(account)) owed.set(asset, (owed.get(asset) ?? 0n) + balanceBase);
  }
  return owed;
}

/** What the gateway holds covers what is owed: assets ≥ liabilities, asset by asset. */
function checkAssets(sums: AccountSums): string[] {
  const held = new Map<string, bigint>();
  for (const { account, asset, balanceBase } of sums.values()) {
    if (account.startsWith('gateway:')) held.set(asset, (held.get(asset) ?? 0n) - balanceBase);
  }
  return [...owedByAsset(sums)]
    .filter(([asset, amount]) => (held.get(asset) ?? 0n) < amount)
    .map(([asset, amount]) => `${asset}: held ${held.get(asset) ?? 0n}, owed ${amount}`);
}
