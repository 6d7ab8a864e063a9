import { randomUUID } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { MINUTE_MS } from '../../../platform/clock.ts';
import { logger } from '../../../platform/logger.ts';
import { emitLater } from '../../../platform/outbox.ts';
import { inTransaction, isDuplicateKey } from '../../../platform/transaction.ts';
import { AppError } from '../../../shared/errors.ts';
import { listAdminIds } from '../../user/index.ts';
import { bookFees } from './book-sweep-fees.ts';
import { compareBooks, type ComparedAsset, type ComparedReading } from './compare.ts';
import { isToBeRaised, nextStanding, type Standing } from './reconciliation.policy.ts';
import * as repository from './reconciliation.repository.ts';
import type { JudgedAsset, JudgedReading, RunRecord } from './reconciliation.repository.ts';

const EVERY_MS = 10 * MINUTE_MS;
/** Gateway and node answer within seconds or not at all. */
const RUN_LIVES_MS = 5 * MINUTE_MS;

const alarmOf = (before: Standing | null, now: Standing | null): JudgedReading['alarm'] => {
  if (now === null) return before?.raisedAt ? 'cleared' : 'none';
  if (now.raisedAt === null) return 'waiting';
  return before?.raisedAt ? 'standing' : 'raised';
};

/** Remembers what stands, and whether it is time to raise the alarm. What was not read leaves all as it is. */
async function follow(
  tx: ClientSession,
  asset: string,
  reading: ComparedReading,
  at: Date,
): Promise<JudgedReading> {
  const { source, unexplainedBase } = reading;
  const before = await repository.findStanding(tx, asset, source);
  if (unexplainedBase === null) return { ...reading, alarm: before?.raisedAt ? 'standing' : 'none' };
  const next = nextStanding(before, unexplainedBase, at);
  const now = next !== null && isToBeRaised(next, at) ? { ...next, raisedAt: at } : next;
  if (before !== null || now !== null) await repository.saveStanding(tx, asset, source, now);
  return { ...reading, alarm: alarmOf(before, now) };
}

/** What is too little to wait for somebody; of a coin whose books have moved meanwhile, the next run's. */
async function bookSmallFees(
  tx: ClientSession,
  reconciliationId: string,
  assets: readonly ComparedAsset[],
  at: Date,
): Promise<void> {
  for (const { asset, book, fees } of assets) {
    if (fees?.state !== 'small') continue;
    const { amountBase } = fees;
    const booked = {
      reconciliationId,
      asset,
      amountBase,
      by: 'schedule',
      adminId: null,
      note: '',
      at,
    } as const;
    await bookFees(tx, booked, book.ledgerBase);
  }
}

async function tellAdmins(tx: ClientSession, runId: string, assets: readonly JudgedAsset[]): Promise<void> {
  const addressees = await listAdminIds();
  for (const { asset, readings } of assets) {
    for (const { source } of readings.filter(({ alarm }) => alarm === 'raised')) {
      await emitLater(tx, { name: 'books:difference-raised', ids: { runId, asset, source }, addressees });
    }
  }
}

/** For machines that watch the log: one line a difference, at the level that wakes somebody. */
function log(runId: string, assets: readonly JudgedAsset[]): void {
  for (const { asset, book, readings } of assets) {
    for (const { source, alarm, heldBase, unexplainedBase } of readings) {
      const facts = {
        runId,
        asset,
        source,
        ledgerBase: String(book.ledgerBase),
        heldBase: String(heldBase),
        unexplainedBase: String(unexplainedBase),
      };
      if (alarm === 'raised') logger().error(facts, 'the books differ from what is held');
      else if (alarm === 'standing') logger().warn(facts, 'the books still differ from what is held');
      else if (alarm === 'cleared') logger().info(facts, 'the books agree again with what is held');
    }
  }
}

async function finish(runId: string): Promise<RunRecord> {
  const compared = await compareBooks();
  const at = new Date();
  const judged = await inTransaction(async (tx) => {
    const assets: JudgedAsset[] = [];
    for (const { readings, ...rest } of compared) {
      const followed: JudgedReading[] = [];
      for (const reading of readings) followed.push(await follow(tx, rest.asset, reading, at));
      assets.push({ ...rest, readings: followed });
    }
    if (!(await repository.finishRun(tx, runId, assets))) throw new AppError('CONFLICT');
    await bookSmallFees(tx, runId, assets, at);
    await tellAdmins(tx, runId, assets);
    return assets;
  });
  log(runId, judged);
  const run = await repository.findRun(runId);
  if (run === null) throw new Error(`reconciliation ${runId} is gone`);
  return run;
}

/**
 * Compares the books with the gateway and the chain and stores what it finds.
 * @param slot what it is made for: a slot has one run
 * @throws AppError CONFLICT while another one runs, and when the slot has one
 */
async function reconcile(slot: string, trigger: 'schedule' | 'admin'): Promise<RunRecord> {
  await repository.abandonRuns(new Date(Date.now() - RUN_LIVES_MS));
  const runId = await repository.insertRun(slot, trigger).catch((error: unknown) => {
    throw isDuplicateKey(error) ? new AppError('CONFLICT') : error;
  });
  try {
    return await finish(runId);
  } catch (error) {
    await repository.abandonRun(runId);
    throw error;
  }
}

/** One that an admin asked for. */
export const reconcileNow = (): Promise<RunRecord> => reconcile(`asked:${randomUUID()}`, 'admin');

/** Every ten minutes once, whichever process comes first. */
export async function reconcileOnSchedule(): Promise<void> {
  const slot = `interval:${Math.floor(Date.now() / EVERY_MS)}`;
  if (await repository.hasRunFor(slot)) return;
  try {
    await reconcile(slot, 'schedule');
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'CONFLICT') throw error;
  }
}

/** Newest first; `nextCursor` is the last one's id. */
export async function listReconciliations(input: {
  readonly limit: number;
  readonly cursor?: string | undefined;
}): Promise<{ items: RunRecord[]; nextCursor: string | null }> {
  const found = await repository.findRuns(input.limit + 1, input.cursor);
  const items = found.slice(0, input.limit);
  return { items, nextCursor: found.length > input.limit ? (items.at(-1)?.id ?? null) : null };
}

/** @throws AppError NOT_FOUND */
export async function getReconciliation(runId: string, tx: ClientSession | null = null): Promise<RunRecord> {
  const run = await repository.findRun(runId, tx);
  if (run === null) throw new AppError('NOT_FOUND');
  return run;
}

/** Whether an alarm stands, for whoever watches the service. */
export const booksHealth = async (): Promise<'ok' | 'alarm'> =>
  (await repository.countRaised()) === 0 ? 'ok' : 'alarm';
