import { expect } from '@jest/globals';
import type { z } from 'zod';
import * as offer from '../modules/marketplace/offer.contract.ts';
import type { RequestContent } from '../modules/marketplace/index.ts';
import * as request from '../modules/marketplace/request.contract.ts';
import { createUser } from '../modules/user/index.ts';
import { now } from '../platform/clock.ts';
import { database } from '../platform/mongo.ts';
import { inTransaction } from '../platform/transaction.ts';
import { signInAs, type TestActor } from './actors.ts';
import { expectData } from './expect-envelope.ts';
import type { TestApp } from './test-app.ts';

export type RequestDetail = z.output<typeof request.requestDetailSchema>;
export type Offer = z.output<typeof offer.offerSchema>;

let counter = 0;

/** Somebody with an account and a session. */
export async function person(
  name: string,
  options: { verified?: boolean; role?: 'admin' | 'mediator' } = {},
): Promise<TestActor> {
  counter += 1;
  const email = `person${counter}@example.org`;
  const verified = options.verified ?? true;
  const { id } = await inTransaction((tx) =>
    createUser(tx, {
      email,
      name,
      language: 'en',
      emailVerifiedAt: verified ? new Date() : null,
      roles: options.role ? ['user', options.role] : ['user'],
    }),
  );
  return signInAs({ id, emailVerified: verified, role: options.role ?? 'user' });
}

export const usd = (cents: number) => ({ amount: String(cents), currency: 'USD' as const });

export const requestBody = (changes: object = {}) => ({
  title: 'A logo for a tea house',
  description: 'Two colours, vector files, and a version that works when it is very small.',
  categoryId: 'design',
  budgetMin: usd(10_000),
  budgetMax: usd(30_000),
  deliveryDays: 14,
  language: 'en',
  ...changes,
});

export const terms = (changes: object = {}) => ({
  price: usd(25_000),
  deliveryDays: 10,
  inspectionDays: 7,
  acceptedAssets: ['ETH-USDT'],
  message: 'I have drawn a dozen of these.',
  ...changes,
});

/** The same as `requestBody`, as it is stored. */
export const content = (changes: Partial<RequestContent> = {}): RequestContent => ({
  title: 'A logo for a tea house',
  description: 'Two colours, vector files, and a version that works when it is very small.',
  categoryId: 'design',
  budgetMinCents: 10_000,
  budgetMaxCents: 30_000,
  deliveryDays: 14,
  language: 'en',
  visibility: 'public',
  sealed: false,
  bidDeadlineAt: null,
  attachmentIds: [],
  ...changes,
});

export const privateContent = { deliveryAddress: '', contact: '', note: '', attachmentIds: [] };

/** A time on the business clock, as the API writes it. */
export const inMs = (ms: number): string => new Date(now().getTime() + ms).toISOString();

export async function postRequest(
  t: TestApp,
  buyer: TestActor,
  changes: object = {},
): Promise<RequestDetail> {
  const response = await t.api.post('/api/marketplace/requests').set(buyer.auth).send(requestBody(changes));
  return expectData(response, request.createRequest);
}

export async function readRequest(t: TestApp, requestId: string, viewer?: TestActor): Promise<RequestDetail> {
  const call = t.api.get(`/api/marketplace/requests/${requestId}`);
  return expectData(await (viewer ? call.set(viewer.auth) : call), request.getRequest);
}

export async function postOffer(
  t: TestApp,
  seller: TestActor,
  requestId: string,
  changes: object = {},
): Promise<Offer> {
  const path = `/api/marketplace/requests/${requestId}/offers`;
  return expectData(await t.api.post(path).set(seller.auth).send(terms(changes)), offer.submitOffer);
}

export async function readOffer(t: TestApp, offerId: string, viewer: TestActor): Promise<Offer> {
  const response = await t.api.get(`/api/marketplace/offers/${offerId}`).set(viewer.auth);
  return expectData(response, offer.getOffer);
}

/** Events in the outbox, oldest first, as `name > addressees`, names of people by their id. */
export async function eventsOf(requestId: string, people: Record<string, TestActor> = {}): Promise<string[]> {
  const nameById = new Map(Object.entries(people).map(([name, { id }]) => [id, name]));
  const rows = await database()
    .collection<{ name: string; addressees: string[]; rooms: string[] }>('outbox')
    .find({ 'ids.requestId': requestId })
    .sort({ _id: 1 })
    .toArray();
  return rows.map(({ name, addressees, rooms }) =>
    [name, ...addressees.map((id) => nameById.get(id) ?? id).sort(), ...rooms].join(' '),
  );
}

const COLLECTIONS = ['purchase_requests', 'seller_offers', 'request_timeline', 'questions', 'outbox'];

/** Everything that the marketplace has written; what notifications make of its events comes when it comes. */
const stored = async (): Promise<unknown> =>
  Promise.all(
    COLLECTIONS.map((name) =>
      database()
        .collection(name)
        .find(
          { name: { $not: /^notification:/ } },
          { projection: { state: 0, claimId: 0, notBefore: 0, attempts: 0, emitted: 0, publishedAt: 0 } },
        )
        .sort({ _id: 1 })
        .toArray(),
    ),
  );

/** Runs something that must be refused, and shows that it left no trace. */
export async function nothingWritten<T>(run: () => Promise<T>): Promise<T> {
  const before = await stored();
  const result = await run();
  expect(await stored()).toEqual(before);
  return result;
}

/** Reads a list to its end and returns the ids, page by page. */
export async function readAll(
  read: (cursor: string) => Promise<{ items: { id: string }[]; nextCursor: string | null }>,
): Promise<string[][]> {
  const pages: string[][] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = await read(cursor === '' ? '' : `&cursor=${cursor}`);
    pages.push(page.items.map(({ id }) => id));
    cursor = page.nextCursor;
    if (pages.length > 100) throw new Error('the list has no end');
  }
  return pages;
}
