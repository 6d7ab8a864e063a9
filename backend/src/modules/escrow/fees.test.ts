import { beforeAll, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import * as escrow from './escrow.contract.ts';
import * as fees from './fees.contract.ts';
import { accounts, balanceOf, checkLedger } from '../ledger/index.ts';
import { database } from '../../platform/mongo.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { person, postOffer, postRequest, usd } from '../../testing/marketplace.ts';
import {
  creditOf,
  opened,
  owedTo,
  read,
  setPayinStage,
  shows,
  tells,
  testApp,
  transaction,
  type PayinCase,
} from '../../testing/payin-stage.ts';

/** A deal of 100 dollars whose fee of 5 dollars is borne 2 by the buyer and 3 by the seller, to its end. */
const SCHEDULE = {
  default: { bearer: 'seller', fixedCents: 100, tiers: [{ fromCents: 0, percentBps: 250 }] },
  categories: {
    design: {
      bearer: 'shared',
      buyerShareBps: 4_000,
      tiers: [
        { fromCents: 0, percentBps: 500 },
        { fromCents: 50_000, percentBps: 100 },
      ],
    },
  },
};
const ASSET = 'ETH-USDT';

beforeAll(() => setPayinStage({ FEE_SCHEDULE: JSON.stringify(SCHEDULE) }));

const quoted = async (query: string) =>
  expectData(await testApp().api.get(`/api/escrow/fees/quote?${query}`), fees.quoteFees);

describe('before anybody commits', () => {
  it('everybody may read the schedule, and keep it for a minute', async () => {
    const response = await testApp().api.get('/api/escrow/fees');
    expect(response.headers['cache-control']).toContain('public');
    expect(expectData(response, fees.listFees)).toEqual({
      default: {
        bearer: 'seller',
        buyerShareBps: 0,
        fixed: usd(100),
        tiers: [{ from: usd(0), percentBps: 250 }],
      },
      categories: [
        {
          categoryId: 'design',
          terms: {
            bearer: 'shared',
            buyerShareBps: 4_000,
            fixed: usd(0),
            tiers: [
              { from: usd(0), percentBps: 500 },
              { from: usd(50_000), percentBps: 100 },
            ],
          },
        },
      ],
    });
  });

  it('a quote names every part, and they add up', async () => {
    expect(await quoted('cents=10000&categoryId=design')).toMatchObject({
      price: usd(10_000),
      buyerFee: usd(200),
      sellerFee: usd(300),
      buyerPays: usd(10_200),
      sellerGets: usd(9_700),
    });
    expect(await quoted('cents=10000&categoryId=art')).toMatchObject({
      buyerFee: usd(0),
      sellerFee: usd(350),
      buyerPays: usd(10_000),
      sellerGets: usd(9_650),
    });
  });

  it.each([
    'cents=0&categoryId=art',
    'cents=-5&categoryId=art',
    'cents=1.5&categoryId=art',
    'cents=1000000001&categoryId=art',
    'cents=100&categoryId=weapons',
    'cents=100',
    'cents=100&categoryId=art&more=1',
  ])('a quote for %s is refused', async (query) => {
    expectError(await testApp().api.get(`/api/escrow/fees/quote?${query}`), 'VALIDATION_FAILED');
  });
});

describe('an acceptance', () => {
  const offered = async () => {
    const [buyer, seller] = await Promise.all([person('Bita'), person('Sam')]);
    const { id: requestId } = await postRequest(testApp(), buyer);
    const { id: offerId } = await postOffer(testApp(), seller, requestId, { price: usd(10_000) });
    const accept = (shownFees?: object) =>
      testApp()
        .api.post('/api/escrow/deals')
        .set(buyer.auth)
        .send({ requestId, offerId, revision: 1, ...(shownFees === undefined ? {} : { shownFees }) });
    return { requestId, accept };
  };

  it('takes nothing but the fees that were shown', async () => {
    const { requestId, accept } = await offered();
    for (const shown of [
      { buyerFee: usd(0), sellerFee: usd(300) },
      { buyerFee: usd(200), sellerFee: usd(250) },
    ]) {
      const refused = await accept(shown);
      expectError(refused, 'CONFLICT');
      expect(refused.text).toContain('The fees have changed');
    }
    const contracts = database().collection('contracts');
    expect(await contracts.countDocuments({ requestId: new Types.ObjectId(requestId) })).toBe(0);
    const accepted = await accept({ buyerFee: usd(200), sellerFee: usd(300) });
    expect(expectData(accepted, escrow.acceptOffer).contract).toMatchObject({
      buyerFee: usd(200),
      sellerFee: usd(300),
      feeTerms: { bearer: 'shared', buyerShareBps: 4_000, fixed: usd(0) },
    });
  });
});

/** POSTs to one of the deal's actions; the deal as it then is. */
const does = async ({ deal }: PayinCase, action: string, by: 'buyer' | 'seller', body: object = {}) =>
  expectData(
    await testApp().api.post(`/api/escrow/deals/${deal.requestId}/${action}`).set(deal[by].auth).send(body),
    escrow.startDelivery,
  );

async function paid(amount: string): Promise<PayinCase> {
  const c = await opened(10_000);
  const sent = transaction(amount);
  shows(c.invoice, sent);
  await tells(c.invoice, sent);
  return c;
}

const milestoneOf = async ({ deal }: PayinCase) => {
  const response = await testApp().api.get(`/api/escrow/deals/${deal.requestId}`).set(deal.buyer.auth);
  const view = expectData(response, escrow.getDeal);
  const [milestone] = view.contract.milestones;
  if (!milestone) throw new Error('a contract has a milestone');
  return { view, milestone };
};

async function delivered(): Promise<PayinCase> {
  const c = await paid('102');
  const { milestone } = await milestoneOf(c);
  await does(c, 'start', 'seller');
  await does(c, 'deliver', 'seller', { milestoneId: milestone.id, note: 'Here it is, in all sizes.' });
  return c;
}

const earned = ({ deal }: PayinCase) => balanceOf(accounts.sellerPayable(deal.seller.id), ASSET);
/** Fee revenue is summed from its entries: it has no stored balance. */
const feesTaken = async (): Promise<bigint> =>
  (await checkLedger()).sums.get(`${accounts.feeRevenue()}|${ASSET}`)?.balanceBase ?? 0n;
const escrowOf = async (c: PayinCase) =>
  balanceOf(accounts.escrow(c.deal.contractId, (await milestoneOf(c)).milestone.id), ASSET);

/** What the bell tells a party of a kind: the amount beside the text. */
const told = async ({ deal }: PayinCase, kind: string, to: 'buyer' | 'seller'): Promise<unknown> => {
  await testApp().settle();
  const row = await database()
    .collection('notifications')
    .findOne({
      userId: new Types.ObjectId(deal[to].id),
      requestId: new Types.ObjectId(deal.requestId),
      kind,
    });
  return (row as { params?: { amount?: string } } | null)?.params?.amount;
};

describe('the buyer’s fee', () => {
  it('is asked for with the price: the price alone does not fund the deal', async () => {
    const c = await paid('100');
    expect(await read(c)).toMatchObject({
      status: 'underpaid',
      expected: { amount: '102000000' },
      missing: { amount: '2000000' },
    });
    const rest = transaction('2');
    shows(c.invoice, rest);
    await tells(c.invoice, rest);
    expect((await read(c)).status).toBe('completed');
    expect(await escrowOf(c)).toBe(102_000_000n);
    expect(await told(c, 'request:funded', 'buyer')).toBe('102.00');
    expect(await told(c, 'request:funded', 'seller')).toBe('100.00');
  });

  it('is no credit, and what comes beyond it is', async () => {
    const c = await paid('103.5');
    expect(await creditOf(c)).toBe(1_500_000n);
    expect(await escrowOf(c)).toBe(102_000_000n);
  });

  it('goes to Amn with the seller’s on release, and the parts add up to what was held', async () => {
    const before = await feesTaken();
    const c = await delivered();
    const { view, milestone } = await milestoneOf(c);
    expect(milestone).toMatchObject({
      held: { amount: '102000000' },
      sellerGets: { amount: '97000000' },
      fee: { amount: '5000000' },
    });
    await does(c, 'approve', 'buyer', {
      milestoneId: milestone.id,
      deliveryId: milestone.deliveries.at(-1)?.id,
      sellerId: view.seller.id,
      held: milestone.held,
    });
    expect(await earned(c)).toBe(97_000_000n);
    expect((await feesTaken()) - before).toBe(5_000_000n);
    expect(await escrowOf(c)).toBe(0n);
    expect(await told(c, 'request:completed', 'buyer')).toBe('102.00');
    expect(await told(c, 'request:completed', 'seller')).toBe('97.00');
  });

  it('is refunded with the price', async () => {
    const c = await paid('102');
    await does(c, 'decline', 'seller');
    expect(await owedTo(c)).toBe(102_000_000n);
    expect(await escrowOf(c)).toBe(0n);
    expect(await told(c, 'request:declined', 'buyer')).toBe('102.00');
  });

  it('is divided with the rest in a dispute: due on the seller’s part only', async () => {
    const before = await feesTaken();
    const c = await delivered();
    const { milestone } = await milestoneOf(c);
    const api = testApp().api;
    const opening = {
      requestId: c.deal.requestId,
      milestoneId: milestone.id,
      reason: 'incomplete',
      wish: 'split',
      statement: 'Two of the five files are missing, and I have asked for them.',
    };
    const dispute = await api.post('/api/disputes').set(c.deal.buyer.auth).send(opening);
    const { id } = (dispute.body as { data: { id: string } }).data;
    const half = { buyerGets: { amount: '51000000', asset: ASSET }, note: '' };
    const offered = await api.post(`/api/disputes/${id}/splits`).set(c.deal.buyer.auth).send(half);
    const [split] = (offered.body as { data: { splits: { id: string }[] } }).data.splits;
    const answer = await api
      .post(`/api/disputes/${id}/splits/${split?.id ?? ''}/accept`)
      .set(c.deal.seller.auth)
      .send();
    expect({ status: answer.status, body: answer.body as unknown }).toMatchObject({ status: 200 });
    expect(await owedTo(c)).toBe(51_000_000n);
    expect(await earned(c)).toBe(48_500_000n);
    expect((await feesTaken()) - before).toBe(2_500_000n);
    expect((await checkLedger()).faults).toEqual([]);
  });
});
