import { z } from 'zod';
import { ApiClient } from './api.ts';
import { awaitingDeal } from './deals.ts';
import { newPerson } from './people.ts';

/** A page of the application as somebody of the demo sees it. */
export interface Place {
  readonly name: string;
  /** After the language. */
  readonly path: string;
  /** Whose page it is; null for a visitor. */
  readonly email: string | null;
  /** The test id of a button there that opens a dialog. */
  readonly press?: string;
}

export const DEMO_PASSWORD = 'amn-demo-vault';
const PEOPLE = ['sara', 'navid', 'chloe', 'layla', 'wei', 'minh'].map((name) => `${name}@demo.amn.example`);
const [SARA = '', NAVID = ''] = PEOPLE;
const AMINA = 'amina@demo.amn.example';
const DESK = 'desk@demo.amn.example';

const cardsSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      role: z.enum(['buyer', 'seller']),
      offersCount: z.number(),
      offerStatus: z.string().nullable(),
    }),
  ),
});
type Card = z.infer<typeof cardsSchema>['items'][number];
const disputesSchema = z.object({
  items: z.array(z.object({ id: z.string(), requestId: z.string(), status: z.string() })),
});
const idsSchema = z.object({ items: z.array(z.object({ id: z.string() })) });

const payoutsSchema = z.object({ items: z.array(z.object({ id: z.string(), status: z.string() })) });
const paymentsSchema = z.object({ items: z.array(z.object({ id: z.string(), status: z.string() })) });
const deskPayoutsSchema = z.object({
  items: z.array(z.object({ payout: z.object({ id: z.string(), status: z.string() }) })),
});

const OVER: ReadonlySet<string> = new Set(['completed', 'refunded', 'settled']);
const WITHOUT_DEAL: ReadonlySet<string> = new Set(['draft', 'open', 'expired']);

/** What somebody can look at of a request that concerns them, each with the name of its kind. */
function pagesOf({ id, status, role, offersCount, offerStatus }: Card): (readonly [string, string])[] {
  if (role === 'seller' && offerStatus !== 'accepted') {
    return offerStatus === null ? [] : [[`offer-${offerStatus}`, `/requests/${id}/offer`]];
  }
  if (WITHOUT_DEAL.has(status)) {
    return [
      [`request-${status}`, `/requests/${id}`],
      ...(status === 'draft' ? [['request-edit', `/requests/${id}/edit`] as const] : []),
      ...(offersCount > 0 ? [['offers', `/requests/${id}/offers`] as const] : []),
    ];
  }
  return [
    [`deal-${role}-${status}`, `/deals/${id}`],
    ...(role === 'buyer' && status === 'delivered' ? [['approve', `/deals/${id}/approve`] as const] : []),
    ...(role === 'buyer' && status === 'delivered'
      ? [['dispute-open', `/deals/${id}/dispute`] as const]
      : []),
    ...(role === 'buyer' && OVER.has(status) ? [[`receipt-${status}`, `/deals/${id}/receipt`] as const] : []),
    ...(role === 'seller' && status === 'in_delivery' ? [['deliver', `/deals/${id}/deliver`] as const] : []),
  ];
}

const STOP_REPLACEMENT = `/stop-replacement/${'0'.repeat(24)}`;

const VISITOR: readonly (readonly [string, string])[] = [
  ['landing', ''],
  ['sign-in', '/sign-in'],
  ['sign-up', '/sign-up'],
  ['verify', '/verify'],
  ['browse-visitor', '/requests'],
  ['fees', '/fees'],
  ['liabilities', '/liabilities'],
  ['sign-in-needed', '/wallet'],
  ['offline', '/offline'],
  ['not-found', '/nowhere'],
  // What it is about is told to a wallet that signs, and to nobody before.
  ['stop-replacement', STOP_REPLACEMENT],
];
/** Of somebody who sells and has withdrawn. */
const SELLER: readonly (readonly [string, string])[] = [
  ['browse', '/requests'],
  ['invitations', '/requests/invitations'],
  ['deals', '/deals'],
  ['wallet', '/wallet'],
  ['withdraw', '/wallet/withdraw'],
  ['statement', '/wallet/statement'],
  ['liabilities-own', '/liabilities'],
  ['notifications', '/notifications'],
  ['settings', '/settings'],
];
const BUYER: readonly (readonly [string, string])[] = [
  ['deals-buyer', '/deals'],
  ['request-new', '/requests/new'],
];

/** Every page of the application in every state that the demo's people have it in, each kind once. */
export async function placesOfDemo(): Promise<Place[]> {
  const places = new Map<string, Place>();
  const add = (email: string | null, pages: readonly (readonly [string, string])[], press?: string) => {
    for (const [name, path] of pages) {
      const place = press === undefined ? { name, path, email } : { name, path, email, press };
      if (!places.has(name)) places.set(name, place);
    }
  };
  add(null, VISITOR);
  add(null, [['stop-replacement-sign', STOP_REPLACEMENT]], 'stop-replacement');
  add(NAVID, SELLER);
  add(SARA, BUYER);
  for (const email of PEOPLE) {
    const person = await ApiClient.signIn(email, DEMO_PASSWORD);
    if (email === NAVID) add(SARA, [['profile', `/people/${person.userId}`]]);
    for (const role of ['buyer', 'seller']) {
      const path = `/api/marketplace/requests/mine?role=${role}&limit=100`;
      const { items } = await person.get(path, cardsSchema);
      for (const card of items) add(email, pagesOf(card));
    }
    const disputes = await person.get('/api/disputes?limit=20', disputesSchema);
    for (const { id, requestId, status } of disputes.items) {
      const path = `/deals/${requestId}/dispute/${id}`;
      add(email, [[`dispute-${status}`, path]]);
      if (status === 'ruled') {
        add(email, [['dispute-appeal', path]], 'dispute-appeal');
        add(email, [['dispute-waive', path]], 'dispute-waive');
      }
    }
    const payouts = await person.get('/api/payout/payouts?limit=20', payoutsSchema);
    for (const { id, status } of payouts.items) add(email, [[`payout-${status}`, `/wallet/payouts/${id}`]]);
  }
  add(DESK, [
    ['desks', '/admin'],
    ['desk-payments', '/admin/payments'],
    ['desk-callbacks', '/admin/payments/callbacks'],
    ['desk-assets', '/admin/payments/assets'],
    ['desk-payouts', '/admin/payouts?view=all'],
    ['desk-treasury', '/admin/treasury'],
    ['desk-addresses', '/admin/addresses'],
    ['books', '/admin/books'],
    ['books-trial', '/admin/books/trial-balance'],
    ['books-reconciliation', '/admin/books/reconciliation'],
    ['books-check', '/admin/books/check'],
    ['liabilities-desk', '/liabilities'],
  ]);
  const desk = await ApiClient.signIn(DESK, DEMO_PASSWORD);
  const side = await desk.get('/api/payment/desk/payments?view=side&limit=100', paymentsSchema);
  for (const { id, status } of side.items) add(DESK, [[`desk-payment-${status}`, `/admin/payments/${id}`]]);
  const sent = await desk.get('/api/payout/desk/payouts?view=all&limit=20', deskPayoutsSchema);
  for (const { payout } of sent.items) {
    add(DESK, [[`desk-payout-${payout.status}`, `/admin/payouts/${payout.id}`]]);
  }
  const mediator = await ApiClient.signIn(AMINA, DEMO_PASSWORD);
  add(AMINA, [
    ['desk-disputes', '/admin/disputes'],
    ['desk-disputes-all', '/admin/disputes?queue=all'],
    ['desk-disputes-none', '/admin/disputes?queue=appeals'],
  ]);
  for (const status of ['mediation', 'ruled', 'settled']) {
    const cases = await mediator.get(`/api/mediation/disputes?status=${status}`, disputesSchema);
    for (const { id } of cases.items.slice(0, 1)) add(AMINA, [[`case-${status}`, `/admin/disputes/${id}`]]);
  }
  const open = await (
    await ApiClient.signIn(NAVID, DEMO_PASSWORD)
  ).get('/api/marketplace/requests', idsSchema);
  for (const { id } of open.items.slice(0, 1)) add(null, [['request-visitor', `/requests/${id}`]]);
  return [...places.values()];
}

/** Pages that somebody sees who has nothing yet, and those of a deal that is yet to be paid. */
export async function placesOfNewcomers(): Promise<Place[]> {
  const [nobody, buyer, seller] = await Promise.all([
    newPerson('Nobody Yet', 'en'),
    newPerson('Ada Buyer', 'en'),
    newPerson('نیکی فروشنده', 'fa'),
  ]);
  const paths = ['/deals', '/wallet', '/wallet/withdraw', '/notifications', '/requests/invitations'];
  const chosen = await awaitingDeal(buyer, seller, 12_000);
  const addressed = await awaitingDeal(buyer, seller, 12_000);
  await buyer.post('/api/payment/payments', { requestId: addressed, asset: 'ETH-USDT' }, z.unknown());
  return [
    ...paths.map((path) => ({ name: `empty${path.replaceAll('/', '-')}`, path, email: nobody.email })),
    { name: 'deal-buyer-awaiting_payment', path: `/deals/${chosen}`, email: buyer.email },
    { name: 'pay-choose', path: `/deals/${chosen}/pay`, email: buyer.email },
    { name: 'pay', path: `/deals/${addressed}/pay`, email: buyer.email },
    { name: 'deal-seller-awaiting_payment', path: `/deals/${chosen}`, email: seller.email },
  ];
}
