import type { ClientSession } from 'mongoose';
import { buyersOfContracts } from '../../escrow/index.ts';
import { heldIn, kindOf, streamBalances, unassignedIn } from '../../ledger/index.ts';
import { buyersOfPayments } from '../../payment/index.ts';
import { ownersOfPayouts, PLATFORM_ID } from '../../payout/index.ts';

export interface OwedOfAsset {
  readonly asset: string;
  /** Base units by user, above zero. */
  readonly byUser: ReadonlyMap<string, bigint>;
  /** In suspense or quarantine: not yet anybody's. */
  readonly unassignedBase: bigint;
  /** What the gateway holds according to the ledger. */
  readonly heldBase: bigint;
}

interface Holding {
  readonly account: string;
  readonly asset: string;
  readonly balanceBase: bigint;
}

const CHUNK = 5_000;

/** The second part of an account's name: a user's, a contract's or a payout's id. */
const idIn = ({ account }: Holding): string => account.split(':')[1] ?? '';

type Owners = (tx: ClientSession, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

async function lookUp(
  tx: ClientSession,
  holdings: readonly Holding[],
  owners: Owners,
): Promise<Map<string, string>> {
  const ids = [...new Set(holdings.map(idIn))];
  const found = new Map<string, string>();
  for (let first = 0; first < ids.length; first += CHUNK) {
    for (const [id, owner] of await owners(tx, ids.slice(first, first + CHUNK))) found.set(id, owner);
  }
  return found;
}

const ownName: Owners = (_tx, ids) => Promise.resolve(new Map(ids.map((id) => [id, id])));

/**
 * Whose an account's balance is. Escrow counts for the buyer until it is released, a payout on its way for
 * whoever asked for it.
 */
const ownersByKind = new Map<string, Owners>([
  ['seller_payable', ownName],
  ['refund_payable', ownName],
  ['buyer_credit', ownName],
  ['credit_reserved', buyersOfPayments],
  ['escrow', buyersOfContracts],
  ['payout_inflight', ownersOfPayouts],
]);

async function readHoldings(tx: ClientSession): Promise<Map<string, Holding[]>> {
  const byKind = new Map<string, Holding[]>();
  for await (const holding of streamBalances(tx)) {
    if (holding.balanceBase < 0n) throw new Error(`${holding.account} is below zero: nothing is published`);
    const kind = kindOf(holding.account);
    const known = byKind.get(kind);
    if (known) known.push(holding);
    else byKind.set(kind, [holding]);
  }
  return byKind;
}

/**
 * What Amn owes to whom, of one moment: `tx` must be a transaction, whose reads are of a snapshot.
 * @throws Error when a balance is below zero or belongs to nobody: such books must not be published
 */
export async function whatIsOwed(tx: ClientSession): Promise<OwedOfAsset[]> {
  const byAsset = new Map<string, Map<string, bigint>>();
  for (const [kind, holdings] of await readHoldings(tx)) {
    const owners = await lookUp(tx, holdings, ownersByKind.get(kind) ?? ownName);
    for (const holding of holdings) {
      const owner = owners.get(idIn(holding));
      if (owner === undefined) throw new Error(`${holding.account} belongs to nobody: nothing is published`);
      // Fees that Amn pays out to itself are owed to nobody.
      if (owner === PLATFORM_ID) continue;
      const byUser = byAsset.get(holding.asset) ?? new Map<string, bigint>();
      byUser.set(owner, (byUser.get(owner) ?? 0n) + holding.balanceBase);
      byAsset.set(holding.asset, byUser);
    }
  }
  const owed: OwedOfAsset[] = [];
  for (const asset of [...byAsset.keys()].sort()) {
    const [unassignedBase, heldBase] = [await unassignedIn(tx, asset), await heldIn(tx, asset)];
    if (unassignedBase < 0n || heldBase < 0n) {
      throw new Error(`what is held or unassigned of ${asset} is below zero: nothing is published`);
    }
    owed.push({ asset, byUser: byAsset.get(asset) ?? new Map<string, bigint>(), unassignedBase, heldBase });
  }
  return owed;
}
