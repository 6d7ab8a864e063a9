import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { AppError } from '../../shared/errors.ts';
import { accounts, isGuarded, WITHDRAWABLE_KINDS } from './ledger.accounts.ts';
import { assertBalanced, type Posting } from './ledger.postings.ts';
import * as repository from './ledger.repository.ts';

type PostingFollower = (tx: ClientSession, posting: Posting) => Promise<void>;
const followers: PostingFollower[] = [];

/** A module above keeps something in step with the ledger: it is told of each posting, in its transaction. */
export function followPostings(follower: PostingFollower): void {
  followers.push(follower);
}

/**
 * Writes a posting and moves the stored balances it touches, inside the caller's transaction.
 * @throws AppError INSUFFICIENT_BALANCE when a guarded account would go below zero
 * @throws a duplicate-key error when the posting's key was used before: the transaction is off, read again
 */
export async function post(tx: ClientSession, posting: Posting): Promise<void> {
  assertBalanced(posting);
  await repository.insertPosting(tx, posting, now());
  for (const { account, asset, deltaBase } of netChanges(posting)) {
    if (deltaBase > 0n) {
      await repository.increaseBalance(tx, account, asset, deltaBase);
    } else if (!(await repository.decreaseBalance(tx, account, asset, -deltaBase))) {
      throw new AppError('INSUFFICIENT_BALANCE');
    }
  }
  for (const follow of followers) await follow(tx, posting);
}

/** Net change of each guarded account (credits minus debits), in a fixed order so that locks cannot cross. */
function netChanges(posting: Posting): { account: string; asset: string; deltaBase: bigint }[] {
  const changes = new Map<string, { account: string; asset: string; deltaBase: bigint }>();
  for (const { account, asset, side, amountBase } of posting.entries) {
    if (!isGuarded(account)) continue;
    const key = `${account}|${asset}`;
    const before = changes.get(key)?.deltaBase ?? 0n;
    const deltaBase = side === 'credit' ? before + amountBase : before - amountBase;
    changes.set(key, { account, asset, deltaBase });
  }
  return [...changes.entries()]
    .filter(([, change]) => change.deltaBase !== 0n)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, change]) => change);
}

/** Balance of one stored account in base units; 0 when nothing was ever posted to it. */
export async function balanceOf(
  account: string,
  asset: string,
  tx: ClientSession | null = null,
): Promise<bigint> {
  const balances = await repository.findBalances([account], tx);
  return balances.find((balance) => balance.asset === asset)?.balanceBase ?? 0n;
}

/** What a person can withdraw, per kind and asset. */
export function withdrawableBalances(userId: string): Promise<repository.AccountBalance[]> {
  return repository.findBalances(WITHDRAWABLE_KINDS.map((kind) => accounts.withdrawable(kind, userId)));
}

/** Stored balances of the accounts named. */
export const balancesOf = (names: readonly string[]): Promise<repository.AccountBalance[]> =>
  repository.findBalances(names);

/** Where the money of a request is: sums of its postings per account and asset, credits minus debits. */
export const moneyOfRequest = (requestId: string): Promise<repository.AccountBalance[]> =>
  repository.sumEntriesOfRequest(requestId);
