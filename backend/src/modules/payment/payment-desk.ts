import type { z } from 'zod';
import { logger } from '../../platform/logger.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { toPage } from '../../shared/keyset.ts';
import { toMoney } from '../../shared/money.ts';
import { readRegistry } from '../integration/index.ts';
import { accounts, sumTurnover } from '../ledger/index.ts';
import { getUserRefs } from '../user/index.ts';
import { findDeposits, findDepositsByIds, type DepositRecord } from './deposit.repository.ts';
import type { DepositStatus } from './deposit.process.ts';
import { nudgeInbox } from './inbox.service.ts';
import type * as contract from './payment-desk.contract.ts';
import * as presenter from './payment-desk.presenter.ts';
import * as desk from './payment-desk.repository.ts';
import type { PaymentStatus } from './payment.process.ts';
import { findPayment, findPaymentsByIds, type PaymentRecord } from './payment.repository.ts';
import { viewPayment } from './read-payments.ts';
import { resolveDeposit, type ResolveInput } from './resolve-deposit.ts';

type Admin = Pick<Actor, 'id'>;
type Shown<E extends { output: z.ZodType }> = Promise<z.input<E['output']>>;
interface PageInput {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const votersOf = (deposits: readonly DepositRecord[]): string[] =>
  deposits.flatMap(({ resolution }) => resolution?.votes.map(({ adminId }) => adminId) ?? []);

const peopleOf = (payments: readonly PaymentRecord[], deposits: readonly DepositRecord[]) =>
  getUserRefs([...payments.flatMap(({ buyerId, sellerId }) => [buyerId, sellerId]), ...votersOf(deposits)]);

export async function listDeskPayments(
  input: PageInput & {
    readonly view: 'side' | 'all';
    readonly status?: PaymentStatus | undefined;
    readonly asset?: string | undefined;
    readonly order: 'oldest' | 'newest';
  },
): Shown<typeof contract.listDeskPayments> {
  const order = input.order === 'oldest' ? desk.OLDEST : desk.NEWEST;
  const ids = await desk.findPaymentIds(input, order, input.cursor, input.limit + 1);
  const { items, nextCursor } = toPage(
    order,
    await findPaymentsByIds(ids),
    input.limit,
    ({ createdAt }) => createdAt,
  );
  const deposits = await findDeposits(items.map(({ id }) => id));
  const people = await peopleOf(items, []);
  const rows = items.map((payment) =>
    presenter.presentRow(
      payment,
      deposits.filter(({ paymentId }) => paymentId === payment.id),
      people,
    ),
  );
  return { items: rows, nextCursor };
}

export async function listDeskDeposits(
  input: PageInput & { readonly status: DepositStatus },
  admin: Admin,
): Shown<typeof contract.listDeskDeposits> {
  const ids = await desk.findDepositIds(input.status, input.cursor, input.limit + 1);
  const { items, nextCursor } = toPage(
    desk.DEPOSITS,
    await findDepositsByIds(ids),
    input.limit,
    ({ detectedAt }) => detectedAt,
  );
  const payments = new Map(
    (await findPaymentsByIds(items.map(({ paymentId }) => paymentId))).map((payment) => [
      payment.id,
      payment,
    ]),
  );
  const people = await peopleOf([], items);
  return {
    items: items.flatMap((deposit) => {
      const payment = payments.get(deposit.paymentId);
      return payment ? [presenter.presentDeskDeposit(payment, deposit, people, admin.id)] : [];
    }),
    nextCursor,
  };
}

/** @throws AppError NOT_FOUND */
export async function getDeskPayment(
  input: { readonly paymentId: string },
  admin: Admin,
): Shown<typeof contract.getDeskPayment> {
  const payment = await findPayment(input.paymentId);
  if (payment === null) throw new AppError('NOT_FOUND');
  const deposits = await findDeposits([payment.id]);
  const [view, people, inbox] = await Promise.all([
    viewPayment(payment, admin),
    peopleOf([payment], deposits),
    desk.findInboxOf(payment.providerPaymentId),
  ]);
  return {
    payment: view,
    buyer: presenter.personOf(people, payment.buyerId),
    seller: presenter.personOf(people, payment.sellerId),
    deposits: deposits.map((deposit) => presenter.presentDeskDeposit(payment, deposit, people, admin.id)),
    inbox: inbox.map(presenter.presentInboxEvent),
  };
}

export async function resolveAtDesk(
  input: ResolveInput,
  admin: Admin,
): Shown<typeof contract.resolveDeposit> {
  const { id } = await resolveDeposit(input, admin);
  return getDeskPayment({ paymentId: id }, admin);
}

/** What lies in suspense and quarantine, out of the ledger, in one snapshot. */
const unassignedMoney = (assets: readonly string[]) =>
  inTransaction(async (tx) => {
    const rows = [];
    for (const asset of [...assets].sort()) {
      const heldIn = async (account: string): Promise<bigint> => {
        const turnover = await sumTurnover(tx, [account], { from: null, to: null });
        const row = turnover.find((found) => found.asset === asset);
        return row === undefined ? 0n : row.creditBase - row.debitBase;
      };
      const suspense = await heldIn(accounts.suspense(asset));
      const quarantine = await heldIn(accounts.quarantine(asset));
      rows.push({ asset, suspense: toMoney(suspense, asset), quarantine: toMoney(quarantine, asset) });
    }
    return rows;
  });

export async function getPaymentOverview(): Shown<typeof contract.getPaymentOverview> {
  const [statuses, assets, quarantinedDeposits, deadLetters] = await Promise.all([
    desk.countByStatus(),
    desk.findDepositedAssets(),
    desk.countQuarantined(),
    desk.countDeadLetters(),
  ]);
  return {
    statuses: statuses.map((row) => ({ ...row, oldestAt: row.oldestAt.toISOString() })),
    assets: await unassignedMoney(assets),
    quarantinedDeposits,
    deadLetters,
  };
}

export async function listInbox(
  input: PageInput & { readonly status: 'new' | 'done' | 'dead' },
): Shown<typeof contract.listInbox> {
  const found = await desk.findInboxPage(input.status, input.cursor, input.limit + 1);
  const { items, nextCursor } = toPage(desk.INBOX, found, input.limit, ({ receivedAt }) => receivedAt);
  return { items: items.map(presenter.presentInboxEvent), nextCursor };
}

/** @throws AppError NOT_FOUND */
export async function redeliverInboxEvent(
  input: { readonly eventId: string },
  admin: Admin,
): Shown<typeof contract.redeliverInboxEvent> {
  const event = await desk.reopenInboxEvent(input.eventId, admin.id);
  if (event === null) throw new AppError('NOT_FOUND');
  logger().info({ eventId: event.id, adminId: admin.id }, 'a callback is worked off once more');
  nudgeInbox();
  return presenter.presentInboxEvent(event);
}

export const getAssetRegistry = async (): Shown<typeof contract.getAssetRegistry> =>
  presenter.presentRegistry(await readRegistry());
