import { crashAround } from '../../platform/crash-point.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { accounts, registerAccountSource, registerHoldings } from '../ledger/index.ts';
import { payoutProcess, type PayoutStatus } from './payout.process.ts';
import { findLiveIds, findPayout, findPayoutsOf, type PayoutRecord } from './payout.repository.ts';
import { streamPayouts } from './payout-check.repository.ts';
import { roleOfOwner } from './payout.policy.ts';
import { movePayout } from './payout.transition.ts';

/** Statuses in which the money is reserved. */
const LIVE: readonly PayoutStatus[] = payoutProcess.statuses.filter(
  (status) => !payoutProcess.final.includes(status),
);

/** @throws AppError NOT_FOUND, also for somebody else's */
export async function getPayout(
  input: { readonly payoutId: string },
  actor: Pick<Actor, 'id' | 'role'>,
): Promise<PayoutRecord> {
  const payout = await findPayout(input.payoutId);
  if (payout === null || (payout.userId !== actor.id && actor.role !== 'admin'))
    throw new AppError('NOT_FOUND');
  return payout;
}

/** The actor's own, newest first; `nextCursor` is the last one's id. */
export async function listPayouts(
  input: {
    readonly status?: PayoutStatus | undefined;
    readonly cursor?: string | undefined;
    readonly limit: number;
  },
  actor: Pick<Actor, 'id'>,
): Promise<{ items: PayoutRecord[]; nextCursor: string | null }> {
  if (input.cursor !== undefined && !/^[0-9a-f]{24}$/.test(input.cursor)) {
    const details = [{ path: 'cursor', message: 'Must be a cursor from an earlier page.' }];
    throw new AppError('VALIDATION_FAILED', { details });
  }
  const found = await findPayoutsOf(actor.id, { ...input, limit: input.limit + 1 });
  const items = found.slice(0, input.limit);
  return { items, nextCursor: found.length > input.limit ? (items.at(-1)?.id ?? null) : null };
}

/**
 * Takes a payout back before it is handed to the gateway; the reservation is released.
 * @throws AppError NOT_FOUND, INVALID_TRANSITION, CONFLICT
 */
export async function cancelPayout(
  input: { readonly payoutId: string },
  actor: Pick<Actor, 'id'>,
): Promise<PayoutRecord> {
  return inTransaction(async (tx) => {
    const payout = await findPayout(input.payoutId, tx);
    if (payout?.userId !== actor.id) throw new AppError('NOT_FOUND');
    const cancelled = await movePayout(tx, payout, 'cancel', roleOfOwner(payout));
    crashAround(tx, 'payout-cancel');
    return cancelled;
  });
}

/** What payouts add to the ledger's check, and where a person's money on its way is found. */
export function registerPayoutAccounts(): void {
  registerAccountSource(async (userId) =>
    (await findLiveIds(userId, LIVE)).map((id) => ({
      account: accounts.payoutInflight(id),
      column: 'payoutInflight' as const,
    })),
  );
  registerHoldings(
    'a live payout holds its amount, an ended one nothing',
    'payout_inflight',
    async function* (at) {
      for await (const { id, asset, status, amountBase } of streamPayouts(at)) {
        const isLive = LIVE.includes(status);
        yield { account: accounts.payoutInflight(id), asset, amountBase: isLive ? amountBase : 0n };
      }
    },
    { nameAll: true },
  );
}
