import { z } from 'zod';
import type { ApiClient } from './api.ts';
import { offerTerms } from './people.ts';
import { until } from './wait.ts';

const idSchema = z.object({ id: z.string() });
const dealSchema = z.object({ status: z.string() });

/** Publishes a request over the API. @returns its id */
export async function publishRequest(buyer: ApiClient, title: string): Promise<string> {
  const body = {
    title,
    description: 'Two colours, as a vector file, ready for print.',
    categoryId: 'other',
    deliveryDays: 5,
    language: 'en',
  };
  return (await buyer.post('/api/marketplace/requests', body, idSchema)).id;
}

/** Makes an offer over the API. @returns its id */
export async function submitOffer(seller: ApiClient, requestId: string, cents: number): Promise<string> {
  const path = `/api/marketplace/requests/${requestId}/offers`;
  return (await seller.post(path, offerTerms(cents, 'From next week on.'), idSchema)).id;
}

/** Makes a deal that waits for its payment. @returns the id of its request */
export async function awaitingDeal(buyer: ApiClient, seller: ApiClient, cents: number): Promise<string> {
  const requestId = await publishRequest(buyer, 'A logo for a small bakery');
  const offerId = await submitOffer(seller, requestId, cents);
  await buyer.post('/api/escrow/deals', { requestId, offerId, revision: 1 }, z.unknown());
  return requestId;
}

/** Brings a deal into escrow over the API. @returns the id of its request */
export async function fundedDeal(buyer: ApiClient, seller: ApiClient, cents: number): Promise<string> {
  const requestId = await awaitingDeal(buyer, seller, cents);
  const payment = await buyer.post('/api/payment/payments', { requestId, asset: 'ETH-USDT' }, idSchema);
  await buyer.post(`/api/demo/payments/${payment.id}/pay`, {}, z.unknown());
  await until(
    'the deal is funded',
    async () => {
      const { status } = await buyer.get(`/api/escrow/deals/${requestId}`, dealSchema);
      return status === 'funded' ? true : undefined;
    },
    60_000,
  );
  return requestId;
}
