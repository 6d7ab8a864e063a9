import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { accounts, balanceOf, checkLedger } from '../modules/ledger/index.ts';
import { database } from '../platform/mongo.ts';
import {
  approvalOf,
  ASSET,
  booksOf,
  deliveryBody,
  does,
  FEE_BASE,
  postedFor,
  PRICE_BASE,
  readDeal,
  setEscrowStage,
  stage,
} from '../testing/escrow-stage.ts';
import {
  eventually,
  expectKilled,
  pressAndDie,
  startLiveSandbox,
  startServer,
  type LiveSandbox,
  type LiveServer,
} from '../testing/live-stack.ts';
import { eventsOf } from '../testing/marketplace.ts';
import {
  dealStatus,
  openPayment,
  readPayment,
  waitingDeal,
  type WaitingDeal,
} from '../testing/paid-deals.ts';

/**
 * The server is killed as by a power cut at each step of a release and of a refund, with money that really came
 * through the chain and the gateway's sandbox. Afterwards it went to one side, once, and the books agree with what
 * the gateway holds.
 */
const PART_BASE = 40_000_000n;
const WHERE = ['before', 'after'] as const;
let sandbox: LiveSandbox;
let server: LiveServer;
let paid: WaitingDeal[] = [];
let partlyPaid: WaitingDeal[] = [];

beforeAll(async () => {
  sandbox = await startLiveSandbox();
  // This process looks on: the timers are for the one that is killed, and for the next, which has to try again
  // while the dead transaction still holds its locks.
  process.env['SWEEP_INTERVAL_MS'] = '600000';
  await setEscrowStage();
  process.env['SWEEP_INTERVAL_MS'] = '1000';
  server = await startServer(sandbox.port);
  const isFunded = async (deal: WaitingDeal) => (await dealStatus(stage(), deal)) === 'funded';
  const isShort = async (deal: WaitingDeal, id: string) =>
    (await readPayment(stage(), deal, id)).status === 'underpaid';
  [paid, partlyPaid] = await Promise.all([payInto(6, '100', isFunded), payInto(4, '40', isShort)]);
}, 300_000);
afterAll(() => server.stop());
afterAll(() => sandbox.stop());

/** Deals into which so many dollars were really paid, once all have arrived. */
async function payInto(
  count: number,
  dollars: string,
  isThere: (deal: WaitingDeal, paymentId: string) => Promise<boolean>,
) {
  const made: [WaitingDeal, string][] = [];
  for (let index = 0; index < count; index += 1) {
    const deal = await waitingDeal(stage());
    const { id, providerPaymentId } = await openPayment(stage(), deal);
    await sandbox.pay({ externalId: providerPaymentId, amount: dollars });
    made.push([deal, id]);
  }
  for (const [deal, id] of made) await eventually('the money', () => isThere(deal, id), 90_000);
  return made.map(([deal]) => deal);
}

const next = (deals: WaitingDeal[]): WaitingDeal => {
  const deal = deals.pop();
  if (!deal) throw new Error('too few deals were made');
  return deal;
};

async function delivered(): Promise<WaitingDeal> {
  const deal = next(paid);
  await does(deal, 'deliver', deal.seller, await deliveryBody(deal));
  return deal;
}

/** The same request, with the same key, that a browser sends again when nobody answered. */
const press = (url: string, { requestId, buyer, seller }: WaitingDeal, action: string, body?: object) =>
  fetch(`${url}/api/escrow/deals/${requestId}/${action}`, {
    method: 'POST',
    headers: {
      ...(action === 'decline' ? seller : buyer).auth,
      'Content-Type': 'application/json',
      'Idempotency-Key': `crash-${action}-${requestId}`,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

/** The deal's timer is over. */
const timeIsUp = ({ requestId }: WaitingDeal) =>
  database()
    .collection('purchase_requests')
    .updateOne({ _id: new Types.ObjectId(requestId) }, { $set: { 'deadlines.$[].at': new Date(0) } });

const told = async (deal: WaitingDeal, event: string): Promise<number> =>
  (await eventsOf(deal.requestId)).filter((line) => line.startsWith(event)).length;
/** People are told once, by the server that came back. */
const notified = (deal: WaitingDeal, event: string) =>
  eventually('both are told', async () => {
    const requestId = new Types.ObjectId(deal.requestId);
    const rows = await database().collection('notifications').find({ requestId, kind: event }).toArray();
    return rows.length > 0 && rows;
  });
const booksAreTrue = async (): Promise<void> => {
  expect((await checkLedger()).faults).toEqual([]);
};

const RELEASED = { escrow: 0n, seller: PRICE_BASE - FEE_BASE, buyer: 0n };
const REFUNDED = { escrow: 0n, seller: 0n, buyer: PRICE_BASE };
const HELD = { escrow: PRICE_BASE, seller: 0n, buyer: 0n };

async function expectReleased(deal: WaitingDeal): Promise<void> {
  expect((await readDeal(deal)).status).toBe('completed');
  expect(await booksOf(deal)).toEqual(RELEASED);
  expect(await postedFor(deal)).toEqual(['deposit', 'fund', 'release']);
  expect(await told(deal, 'request:completed')).toBe(1);
  const people = (await notified(deal, 'request:completed')).map(({ userId }) => String(userId));
  expect(new Set(people).size).toBe(people.length);
  await booksAreTrue();
}

const owed = ({ buyer }: WaitingDeal) => balanceOf(accounts.refundPayable(buyer.id), ASSET);

/** Each press has a server that dies of it; the same press then comes to the one that goes on beside them. */
describe('killed by the press of a button', () => {
  const pressed = new Map<string, { deal: WaitingDeal; body?: object }>();
  const pressedFor = (what: string) => {
    const found = pressed.get(what);
    if (!found) throw new Error(`nobody pressed for ${what}`);
    return found;
  };
  /** The first answer that says it is done: with the same key it is done now, or the first answer is given again. */
  const pressAgain = (what: string, action: string): Promise<Response> =>
    eventually('an answer', async () => {
      const { deal, body } = pressedFor(what);
      const answer = await press(server.url, deal, action, body);
      return answer.ok && answer;
    });

  beforeAll(async () => {
    for (const where of WHERE) {
      const deal = await delivered();
      pressed.set(`release ${where}`, { deal, body: await approvalOf(deal) });
      pressed
        .set(`refund ${where}`, { deal: next(paid) })
        .set(`abandon ${where}`, { deal: next(partlyPaid) });
    }
    const dying = (point: string, what: string, action: string): Promise<void> => {
      const { deal, body } = pressedFor(what);
      return pressAndDie(point, (url) => press(url, deal, action, body));
    };
    await Promise.all(
      WHERE.flatMap((where) => [
        dying(`release:${where}-commit`, `release ${where}`, 'approve'),
        dying(`refund:${where}-commit`, `refund ${where}`, 'decline'),
        dying(`abandon:${where}-commit`, `abandon ${where}`, 'abandon'),
      ]),
    );
  }, 240_000);

  test.each([
    ['before', HELD],
    ['after', RELEASED],
  ] as const)(
    '%s the commit of a release: the same press again releases once',
    async (where, books) => {
      const { deal } = pressedFor(`release ${where}`);
      expect(await booksOf(deal)).toEqual(books);
      const again = await pressAgain(`release ${where}`, 'approve');
      expect(again.headers.get('Idempotent-Replayed')).toBe(where === 'after' ? 'true' : null);
      await expectReleased(deal);
    },
    120_000,
  );

  test.each([
    ['before', HELD],
    ['after', REFUNDED],
  ] as const)(
    '%s the commit of a refund: declined again, the buyer has it once',
    async (where, books) => {
      const { deal } = pressedFor(`refund ${where}`);
      expect(await booksOf(deal)).toEqual(books);
      await pressAgain(`refund ${where}`, 'decline');
      expect((await readDeal(deal)).status).toBe('refunded');
      expect(await booksOf(deal)).toEqual(REFUNDED);
      expect(await postedFor(deal)).toEqual(['deposit', 'fund', 'refund']);
      expect(await told(deal, 'request:declined')).toBe(1);
      await booksAreTrue();
    },
    120_000,
  );

  test.each(WHERE)(
    '%s the commit of an abandonment: what was paid in is owed once',
    async (where) => {
      const { deal } = pressedFor(`abandon ${where}`);
      expect(await owed(deal)).toBe(where === 'before' ? 0n : PART_BASE);
      await pressAgain(`abandon ${where}`, 'abandon');
      expect(await owed(deal)).toBe(PART_BASE);
      expect(await postedFor(deal)).toEqual(['deposit', 'unfunded_refund']);
      await booksAreTrue();
    },
    120_000,
  );
});

/**
 * Nobody goes on here until the last is dead. The points after a commit come first: what they leave is done, and
 * nothing of it is due when the next server starts.
 */
describe('killed by a timer', () => {
  const due = new Map<string, WaitingDeal>();
  const dueFor = (point: string): WaitingDeal => {
    const found = due.get(point);
    if (!found) throw new Error(`nothing was due for ${point}`);
    return found;
  };

  beforeAll(async () => {
    await server.stop();
    for (const where of ['after', 'before'] as const) {
      due.set(`release ${where}`, await delivered()).set(`abandon ${where}`, next(partlyPaid));
      for (const point of ['release', 'abandon']) {
        await timeIsUp(dueFor(`${point} ${where}`));
        await expectKilled(await startServer(sandbox.port, `${point}:${where}-commit`));
      }
    }
    server = await startServer(sandbox.port);
    // All of them: the books are checked at rest, not while another deal comes to its end.
    for (const where of WHERE) {
      const [released, abandoned] = [dueFor(`release ${where}`), dueFor(`abandon ${where}`)];
      await eventually('the release', async () => (await dealStatus(stage(), released)) === 'completed');
      await eventually('the refund', async () => (await owed(abandoned)) === PART_BASE);
    }
  }, 300_000);

  test.each(WHERE)(
    '%s the commit of a release: released once after the next start',
    async (where) => {
      await expectReleased(dueFor(`release ${where}`));
    },
    120_000,
  );

  test.each(WHERE)(
    '%s the commit that ends a payment in time: what was paid in is owed once',
    async (where) => {
      const deal = dueFor(`abandon ${where}`);
      expect(await owed(deal)).toBe(PART_BASE);
      expect(await postedFor(deal)).toEqual(['deposit', 'unfunded_refund']);
      expect(await told(deal, 'request:payment-timed-out')).toBe(1);
      await booksAreTrue();
    },
    120_000,
  );
});

test('what the ledger says is with the gateway is there', async () => {
  const { faults, sums } = await checkLedger();
  expect(faults).toEqual([]);
  const atGateway = -(sums.get(`${accounts.gateway(ASSET)}|${ASSET}`)?.balanceBase ?? 0n);
  // Six deals of 100 dollars, and four times 40.
  expect(atGateway).toBe(6n * PRICE_BASE + 4n * PART_BASE);
  expect(await sandbox.usdtOfGateway()).toBe(atGateway);
});
