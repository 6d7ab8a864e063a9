import { inSnapshot, type Snapshot } from '../../platform/snapshot.ts';
import { ACCOUNT_KINDS, isGuarded, isLiability, kindOf, type AccountKind } from './ledger.accounts.ts';
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

/** Invariants that are checked in one go, since they read the same; `check` names the one that is broken. */
interface Group {
  readonly names: readonly string[];
  readonly check: (...books: Parameters<Invariant>) => Promise<readonly LedgerFault[]>;
}

/** By their names: a module that is joined twice in one process is checked once. */
const registered = new Map<string, Group>();

/**
 * Other modules add what only they can check, with a fault for each thing that is wrong. Whatever it reads, it reads
 * in the snapshot in which the sums were made.
 */
export function registerInvariants(names: readonly string[], check: Group['check']): void {
  registered.set(names.join('\n'), { names, check });
}

const alone = (name: string, check: Invariant): Group => ({
  names: [name],
  check: async (...books) => (await check(...books)).map((detail) => ({ invariant: name, detail })),
});

/** One of them: `check` returns a sentence for each fault. */
export function registerInvariant(name: string, check: Invariant): void {
  registered.set(name, alone(name, check));
}

/** What an account should hold, base units, as the documents of its module say. */
export interface Holding {
  readonly account: string;
  readonly asset: string;
  readonly amountBase: bigint;
}

/**
 * The invariant that each account of a kind holds what its module's documents say together. One of which none speaks
 * may be there if it holds nothing; where documents speak of every account there ever was, `nameAll`, it may not.
 */
export function registerHoldings(
  name: string,
  kind: AccountKind,
  holdings: (at: Snapshot) => AsyncIterable<Holding>,
  { nameAll = false } = {},
): void {
  registerInvariant(name, async (sums, _flows, at) => {
    const expected = new Map<string, bigint>();
    for await (const { account, asset, amountBase } of holdings(at)) {
      const key = `${account}|${asset}`;
      expected.set(key, (expected.get(key) ?? 0n) + amountBase);
    }
    const others = [...sums].filter(([key, { account }]) => kindOf(account) === kind && !expected.has(key));
    if (!nameAll) for (const [key] of others) expected.set(key, 0n);
    const unnamed = others.map(
      ([key, { balanceBase }]) => `${key} holds ${balanceBase}, and no document speaks of it`,
    );
    const different = [...expected]
      .map(([key, should]) => ({ key, should, held: sums.get(key)?.balanceBase ?? 0n }))
      .filter(({ should, held }) => should !== held)
      .map(({ key, should, held }) => `${key} holds ${held}, its documents say ${should}`);
    return nameAll ? [...unnamed, ...different] : different;
  });
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
  const all = [...Object.entries(own).map(([name, check]) => alone(name, check)), ...registered.values()];
  for (const { check } of all) faults.push(...(await check(sums, flows, at)));
  const invariants = [BALANCED, KNOWN, ...all.flatMap(({ names }) => names)];
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
    if (kindOf(account) === 'gateway') held.set(asset, (held.get(asset) ?? 0n) - balanceBase);
  }
  const owed = owedByAsset(sums);
  // What was paid out without ever having come in is short too, where nothing is owed any more.
  return [...new Set([...owed.keys(), ...held.keys()])]
    .filter((asset) => (held.get(asset) ?? 0n) < (owed.get(asset) ?? 0n))
    .map((asset) => `${asset}: held ${held.get(asset) ?? 0n}, owed ${owed.get(asset) ?? 0n}`);
}
