import { expect } from '@jest/globals';
import { Types } from 'mongoose';
import type { Response } from 'supertest';
import type { z } from 'zod';
import type { AppOptions } from '../app/build-app.ts';
import * as escrow from '../modules/escrow/escrow.contract.ts';
import { fundContract } from '../modules/escrow/index.ts';
import { accounts, balanceOf, post, postings } from '../modules/ledger/index.ts';
import { database } from '../platform/mongo.ts';
import { inTransaction } from '../platform/transaction.ts';
import type { TestActor } from './actors.ts';
import { expectData } from './expect-envelope.ts';
import { inMs, person, postOffer } from './marketplace.ts';
import { waitingDeal, type WaitingDeal } from './paid-deals.ts';
import { startTestApp, type TestApp } from './test-app.ts';

/** Deals at every step of their way, taken there by the API; only the gateway's part is played here. */
export type DealView = z.output<typeof escrow.dealSchema>;

export const ASSET = 'ETH-USDT';
/** The price of a staged deal: 100 dollars, in base units of the asset. */
export const PRICE_BASE = 100_000_000n;
/** 2.5 % of it. */
export const FEE_BASE = 2_500_000n;

let app: TestApp | undefined;

/** For `beforeAll`. */
export async function setEscrowStage(options: AppOptions = {}): Promise<void> {
  app = await startTestApp(options);
}

export function stage(): TestApp {
  if (!app) throw new Error('setEscrowStage comes first');
  return app;
}

export const dealPath = ({ requestId }: { requestId: string }): string => `/api/escrow/deals/${requestId}`;

export const readDeal = async (deal: WaitingDeal, viewer: TestActor = deal.buyer): Promise<DealView> =>
  expectData(await stage().api.get(dealPath(deal)).set(viewer.auth), escrow.getDeal);

/** POSTs to one of the deal's actions; without an actor as nobody. */
export async function act(
  deal: WaitingDeal,
  action: string,
  by: TestActor | null,
  body?: object,
  idempotencyKey?: string,
): Promise<Response> {
  const call = stage()
    .api.post(`${dealPath(deal)}/${action}`)
    .set(by?.auth ?? {})
    .set(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey });
  const sent = await withSubject(deal, action, body);
  return sent === undefined ? call : call.send(sent);
}

/** An answer to a proposal names what it is about: by default the whole of a deal with one milestone. */
async function withSubject(deal: WaitingDeal, action: string, body?: object): Promise<object | undefined> {
  if (action === 'cancellation/confirm') return { milestoneId: null, ...body };
  if (action === 'extension/confirm') return { milestoneId: (await milestoneOf(deal)).id, ...body };
  return body;
}

/** The same for something that must succeed; gives the deal as it then is. */
export async function does(
  deal: WaitingDeal,
  action: string,
  by: TestActor,
  body?: object,
): Promise<DealView> {
  return expectData(await act(deal, action, by, body), escrow.startDelivery);
}

export async function milestoneOf(deal: WaitingDeal) {
  const [milestone] = (await readDeal(deal)).contract.milestones;
  if (!milestone) throw new Error('a contract has a milestone');
  return milestone;
}

/** What the gateway's verified payment does: the money is seen, and it funds the contract. */
export async function fund(deal: WaitingDeal, amountBase = PRICE_BASE): Promise<void> {
  const [paymentId, depositId] = [new Types.ObjectId().toHexString(), new Types.ObjectId().toHexString()];
  const refs = { requestId: deal.requestId, contractId: deal.contractId, paymentId };
  await inTransaction(async (tx) => {
    await post(tx, postings.deposit({ asset: ASSET, amountBase, depositId, sequence: 1, refs }));
    const { contractId } = deal;
    const funding = { contractId, paymentId, asset: ASSET, expectedBase: amountBase, excessBase: 0n };
    expect(await fundContract(tx, funding)).toBe('funded');
  });
}

export const deliveryBody = async (deal: WaitingDeal, changes: object = {}) => ({
  milestoneId: (await milestoneOf(deal)).id,
  note: 'Here it is, in all sizes.',
  ...changes,
});

export const changesBody = async (deal: WaitingDeal, changes: object = {}) => ({
  milestoneId: (await milestoneOf(deal)).id,
  note: 'The small one is blurred.',
  redeliveryDays: 5,
  ...changes,
});

/** What the buyer sees and confirms. */
export async function approvalOf(deal: WaitingDeal) {
  const view = await readDeal(deal);
  const [milestone] = view.contract.milestones;
  return {
    milestoneId: milestone?.id,
    deliveryId: milestone?.deliveries.at(-1)?.id,
    sellerId: view.seller.id,
    held: milestone?.held,
  };
}

export const extensionBody = async (deal: WaitingDeal, byMs: number) => {
  const { id, dueAt } = await milestoneOf(deal);
  const from = dueAt === null ? inMs(0) : dueAt;
  return {
    milestoneId: id,
    newDueAt: new Date(new Date(from).getTime() + byMs).toISOString(),
    note: 'A week more.',
  };
};

const WAY = ['awaiting_payment', 'funded', 'in_delivery', 'delivered', 'changes_requested'] as const;
export type StagedStatus = (typeof WAY)[number];

/** A new deal with people of its own, so far on its way. */
export async function dealIn(status: StagedStatus): Promise<WaitingDeal> {
  const deal = await waitingDeal(stage());
  const steps: Record<StagedStatus, () => Promise<unknown>> = {
    awaiting_payment: () => Promise.resolve(),
    funded: () => fund(deal),
    in_delivery: () => does(deal, 'start', deal.seller),
    delivered: async () => does(deal, 'deliver', deal.seller, await deliveryBody(deal)),
    changes_requested: async () => does(deal, 'changes', deal.buyer, await changesBody(deal)),
  };
  for (const step of WAY.slice(0, WAY.indexOf(status) + 1)) await steps[step]();
  return deal;
}

/** An offer on the deal's request by somebody else; before acceptance only. */
export async function rivalOffer(requestId: string): Promise<{ rival: TestActor; offerId: string }> {
  const rival = await person('Rival');
  return { rival, offerId: (await postOffer(stage(), rival, requestId)).id };
}

export interface Books {
  readonly escrow: bigint;
  readonly seller: bigint;
  readonly buyer: bigint;
}

/** Who has the deal's money: escrow, the seller's balance, the buyer's refund. */
export async function booksOf(deal: WaitingDeal): Promise<Books> {
  const { id } = await milestoneOf(deal);
  const [held, seller, buyer] = await Promise.all([
    balanceOf(accounts.escrow(deal.contractId, id), ASSET),
    balanceOf(accounts.sellerPayable(deal.seller.id), ASSET),
    balanceOf(accounts.refundPayable(deal.buyer.id), ASSET),
  ]);
  return { escrow: held, seller, buyer };
}

/** Names of the postings that a deal has made, in order. */
export const postedFor = async ({ requestId }: WaitingDeal): Promise<string[]> => {
  const rows = await database()
    .collection<{ event: string }>('ledger_postings')
    .find({ 'refs.requestId': new Types.ObjectId(requestId) })
    .sort({ _id: 1 })
    .toArray();
  return rows.map(({ event }) => event);
};

/** Actions on the deal's timeline, in order. */
export const timelineOf = async ({ requestId }: { requestId: string }): Promise<string[]> => {
  const rows = await database()
    .collection<{ action: string; by: string }>('request_timeline')
    .find({ requestId: new Types.ObjectId(requestId) })
    .sort({ _id: 1 })
    .toArray();
  return rows.map(({ action, by }) => `${action} ${by}`);
};

const WRITTEN = [
  'purchase_requests',
  'seller_offers',
  'request_timeline',
  'contracts',
  'ledger_postings',
  'ledger_balances',
  'files',
];

/** Everything that escrow writes, events included; what notifications make of them comes when it comes. */
async function everything(): Promise<unknown> {
  const documents = WRITTEN.map((name) => database().collection(name).find().sort({ _id: 1 }).toArray());
  const events = database()
    .collection('outbox')
    .find({ name: { $not: /^notification:/ } }, { projection: { name: 1, ids: 1 } })
    .sort({ _id: 1 })
    .toArray();
  return Promise.all([...documents, events]);
}

/** Runs what must be refused and shows that it left no trace. */
export async function untouched<T>(run: () => Promise<T>): Promise<T> {
  const before = await everything();
  const result = await run();
  expect(await everything()).toEqual(before);
  return result;
}
