import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { privateKeyToAccount, generatePrivateKey } from 'viem/accounts';
import { z } from 'zod';
import { type ApiClient, Refusal } from '../lib/api.ts';
import { assertBooksBalance } from '../lib/books.ts';
import { tokenBalance } from '../lib/chain.ts';
import { waitForMail } from '../lib/mail.ts';
import { newPerson, PASSWORD } from '../lib/people.ts';
import { until } from '../lib/wait.ts';

const idSchema = z.object({ id: z.string() });
const moneySchema = z.object({ amount: z.string(), asset: z.string() });
const assetsSchema = z.object({
  items: z.array(z.object({ code: z.string(), chainId: z.number(), contract: z.string() })),
});
const dealSchema = z.object({
  status: z.string(),
  seller: idSchema,
  abilities: z.array(z.string()),
  contract: z.object({
    milestones: z.array(
      z.object({ id: z.string(), held: moneySchema.nullable(), deliveries: z.array(idSchema) }),
    ),
  }),
  money: z.array(z.object({ place: z.string(), money: moneySchema })),
});
const paymentSchema = z.object({ id: z.string(), status: z.string(), expected: moneySchema });
const payoutSchema = z.object({ id: z.string(), status: z.string(), txid: z.string().nullable() });

const terms = (cents: number, message: string) => ({
  price: { amount: String(cents), currency: 'USD' },
  deliveryDays: 5,
  inspectionDays: 7,
  acceptedAssets: ['ETH-USDT'],
  message,
});

describe('a whole deal, over the API', () => {
  it('moves the tokens from the buyer’s wallet to the seller’s, and the books balance', async () => {
    const [buyer, seller, other] = await Promise.all([
      newPerson('Journey Buyer', 'en'),
      newPerson('فروشندهٔ سفر', 'fa'),
      newPerson('Autre vendeur', 'fr'),
    ]);
    const { items: assets } = await buyer.get('/api/payment/assets', assetsSchema);
    const usdt = assets.find(({ code }) => code === 'ETH-USDT');
    assert.ok(usdt);

    const request = await buyer.post(
      '/api/marketplace/requests',
      {
        title: 'A journey through a whole deal',
        description: 'Everything from the request to the withdrawal, with real tokens on the chain.',
        categoryId: 'other',
        deliveryDays: 5,
        language: 'en',
      },
      idSchema,
    );
    const offersOf = `/api/marketplace/requests/${request.id}/offers`;
    const offer = await seller.post(offersOf, terms(20_000, 'از هفتهٔ آینده.'), idSchema);
    const losing = await other.post(offersOf, terms(25_000, 'Dès demain.'), idSchema);

    // Two acceptances at the same moment: one wins, the other is told so.
    const accept = (offerId: string) =>
      buyer.post('/api/escrow/deals', { requestId: request.id, offerId, revision: 1 }, dealSchema);
    const outcomes = await Promise.allSettled([accept(offer.id), accept(offer.id)]);
    const refused = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
    );
    assert.equal(refused.length, 1);
    assert.ok(refused[0] instanceof Refusal && refused[0].status === 409);

    const payment = await buyer.post(
      '/api/payment/payments',
      { requestId: request.id, asset: 'ETH-USDT' },
      paymentSchema,
    );
    assert.equal(payment.expected.amount, '200000000');
    await buyer.post(`/api/demo/payments/${payment.id}/pay`, {}, z.object({ txid: z.string() }));
    const readDeal = (person: ApiClient) => person.get(`/api/escrow/deals/${request.id}`, dealSchema);
    const funded = await until('the deal is funded', async () => {
      const deal = await readDeal(seller);
      return deal.status === 'funded' ? deal : undefined;
    });
    assert.deepEqual(
      funded.money.map(({ place, money }) => [place, money.amount]),
      [['escrow', '200000000']],
    );
    const superseded = await other.get(
      `/api/marketplace/offers/${losing.id}`,
      z.object({ status: z.string() }),
    );
    assert.equal(superseded.status, 'superseded');
    await assert.rejects(readDeal(other), (error) => error instanceof Refusal && error.status === 404);

    const milestoneId = funded.contract.milestones[0]?.id ?? '';
    await seller.post(`/api/escrow/deals/${request.id}/start`, undefined, dealSchema);
    await seller.post(
      `/api/escrow/deals/${request.id}/deliver`,
      { milestoneId, note: 'آماده است.' },
      dealSchema,
    );
    const delivered = await readDeal(buyer);
    const milestone = delivered.contract.milestones[0];
    assert.ok(milestone?.held);
    const approved = await buyer.post(
      `/api/escrow/deals/${request.id}/approve`,
      {
        milestoneId,
        deliveryId: milestone.deliveries.at(-1)?.id,
        sellerId: delivered.seller.id,
        held: milestone.held,
      },
      dealSchema,
    );
    assert.equal(approved.status, 'completed');

    // The seller withdraws to a wallet that is empty so far; the same reference twice is one payout.
    const wallet = privateKeyToAccount(generatePrivateKey()).address;
    await seller.post('/api/auth/step-up', { password: PASSWORD }, z.unknown());
    const address = await seller.post(
      '/api/payout/addresses',
      { chainId: usdt.chainId, address: wallet, label: 'Wallet' },
      idSchema,
    );
    const withdrawal = {
      reference: `journey-${randomUUID()}`,
      source: 'seller_payable',
      money: { amount: '195000000', asset: 'ETH-USDT' },
      addressId: address.id,
    };
    const [first, second] = await Promise.all([
      seller.post('/api/payout/payouts', withdrawal, payoutSchema),
      seller.post('/api/payout/payouts', withdrawal, payoutSchema),
    ]);
    assert.equal(first.id, second.id);
    await until(
      'the payout is confirmed',
      async () => {
        const payout = await seller.get(`/api/payout/payouts/${first.id}`, payoutSchema);
        return payout.status === 'confirmed' ? payout : undefined;
      },
      60_000,
    );
    assert.equal(await tokenBalance(usdt.contract, wallet), 195_000_000n);

    await assertBooksBalance();
    await waitForMail(seller.email, ({ text }) => text.includes('A journey through a whole deal'));
  });
});
