import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Refusal } from '../lib/api.ts';
import { until } from '../lib/wait.ts';
import type { Sums } from './books/sums.ts';
import type { Client } from './caller.ts';
import type { RunningDeal } from './deal.ts';
import type { Desk } from './desk.ts';
import { moveClock } from './gateway.ts';
import { disputeSchema, pageOf, paymentSchema, payoutSchema, type Asset } from './shapes.ts';
import { readBalances, withdrawSome } from './withdraw.ts';

const DAY_MS = 86_400_000;
const PATIENCE_MS = 600_000;
/** Timers of a deal that nobody touches any more: 24 h to pay, 3 d to start, 5 d a part, 7 d to inspect, with margins. */
const MOST_DAYS = 60;
/** The sweep looks every second; a day's work is done after a few of them. */
const AFTER_A_DAY_MS = 4_000;

const terminal = new Set(['completed', 'refunded', 'settled', 'cancelled', 'expired']);

/** Payouts are paid in their own time, not in the one that is moved: a day later they would count as lost. */
async function payoutsDone(desk: Desk): Promise<void> {
  const isDone = async () => ((await desk.open()).length === 0 ? true : undefined);
  await until('every payout has come to an end', isDone, PATIENCE_MS);
}

/** A deal whose time to pay is over is open again; its buyer has had enough of it. */
async function giveUp(deal: RunningDeal): Promise<void> {
  try {
    await deal.buyer.caller.post(
      `/api/marketplace/requests/${deal.requestId}/cancel`,
      undefined,
      z.unknown(),
    );
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 409) throw error;
  }
}

/** What the buyer sends after all, though the deal is over: it is owed back. */
async function payLate(deal: RunningDeal): Promise<void> {
  const path = `/api/payment/deals/${deal.requestId}/payments`;
  const { items } = await deal.buyer.caller.get(path, z.object({ items: z.array(paymentSchema) }));
  const address = items[0]?.address;
  if (items[0] === undefined || address === null || address === undefined) return;
  await deal.send({ id: items[0].id, address }, BigInt(deal.buyer.random.between(1_000_000, 90_000_000)));
}

/** A deal that its parties left at some point comes to its end by its timers, on the moved clock. */
export async function driveToEnd(deals: readonly RunningDeal[], desk: Desk): Promise<number> {
  let open = [...deals];
  for (let day = 0; day < MOST_DAYS; day += 1) {
    const left: RunningDeal[] = [];
    for (const deal of open) {
      const status = await deal.look(deal.buyer);
      if (status === 'open') await giveUp(deal);
      else if (!terminal.has(status)) left.push(deal);
    }
    open = left;
    if (open.length === 0) return day;
    await payoutsDone(desk);
    await moveClock(DAY_MS);
    await sleep(AFTER_A_DAY_MS);
  }
  throw new Error(
    `after ${MOST_DAYS} days ${open.length} deals have no end: ${open.map(({ requestId }) => requestId).join(', ')}`,
  );
}

/** Waits until all that was sent has been counted, whatever became of the callbacks. */
async function allCounted(deals: readonly RunningDeal[], sentByDeal: () => Sums): Promise<void> {
  const sent = sentByDeal();
  for (const deal of deals) {
    const path = `/api/payment/deals/${deal.requestId}/payments`;
    const read = async () => {
      const { items } = await deal.buyer.caller.get(path, z.object({ items: z.array(paymentSchema) }));
      const received = items.reduce((sum, { received: money }) => sum + BigInt(money.amount), 0n);
      return received >= sent.of(deal.requestId) ? true : undefined;
    };
    await until(`all that was sent for ${deal.requestId} is counted`, read, PATIENCE_MS);
  }
}

/** Everybody takes a last look at everything, and writes it down. */
async function lastLook(clients: readonly Client[], deals: readonly RunningDeal[]): Promise<void> {
  for (const deal of deals) {
    await deal.look(deal.buyer);
    await deal.look(deal.seller);
    const paymentsPath = `/api/payment/deals/${deal.requestId}/payments`;
    const payments = await deal.buyer.caller.get(paymentsPath, z.object({ items: z.array(paymentSchema) }));
    for (const { id, contractId, address, status, received } of payments.items) {
      const { requestId } = deal;
      deal.buyer.journal.write({
        ...{ kind: 'payment', requestId, paymentId: id, contractId, address, status, received },
      });
    }
    for (const party of [deal.buyer, deal.seller]) {
      const disputesPath = `/api/disputes?requestId=${deal.requestId}`;
      const disputes = await party.caller.get(disputesPath, pageOf(z.object({ id: z.string() })));
      for (const { id } of disputes.items) {
        const { milestoneId, outcome } = await party.caller.get(`/api/disputes/${id}`, disputeSchema);
        if (outcome === null) continue;
        party.journal.write({
          kind: 'division',
          requestId: deal.requestId,
          milestoneId,
          ...outcome.division,
        });
      }
    }
  }
  for (const client of clients) {
    const payouts = await allOf(client, '/api/payout/payouts?limit=100', payoutSchema);
    for (const payout of payouts) client.journal.write({ kind: 'payout', ...payout });
    client.journal.write({ kind: 'count', what: 'payout', count: payouts.length });
    const requests = await allOf(client, '/api/marketplace/requests/mine?role=buyer&limit=100', z.unknown());
    client.journal.write({ kind: 'count', what: 'request', count: requests.length });
    await readBalances(client);
  }
}

async function allOf<S extends z.ZodType>(client: Client, path: string, item: S): Promise<z.infer<S>[]> {
  const found: z.infer<S>[] = [];
  let cursor: string | null = null;
  do {
    const next: string = cursor === null ? path : `${path}&cursor=${cursor}`;
    const page: { items: z.infer<S>[]; nextCursor: string | null } = await client.caller.get(
      next,
      pageOf(item),
    );
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

/**
 * Brings everything to an end after the last fault: deals by their timers, money that comes too late, most
 * balances by a withdrawal.
 * @returns days that the clock was moved
 */
export async function settle(run: {
  clients: readonly Client[];
  deals: readonly RunningDeal[];
  desk: Desk;
  assets: readonly Asset[];
  sentByDeal: () => Sums;
}): Promise<number> {
  const { clients, deals, desk, assets, sentByDeal } = run;
  await payoutsDone(desk);
  await allCounted(deals, sentByDeal);
  const days = await driveToEnd(deals, desk);
  const late = deals.filter(({ buyer }) => buyer.random.chance(0.1));
  for (const deal of late) await payLate(deal);
  await allCounted(deals, sentByDeal);
  for (const client of clients) await withdrawSome(client, assets, 0.8);
  await payoutsDone(desk);
  await lastLook(clients, deals);
  return days;
}
