import { z } from 'zod';
import type { ApiClient } from './api.ts';
import { awaitingDeal } from './deals.ts';
import { until } from './wait.ts';

const paymentSchema = z.object({
  id: z.string(),
  status: z.string(),
  address: z.string().nullable(),
  asset: z.object({ contract: z.string(), chainId: z.number() }),
});

export type PaymentSeen = z.infer<typeof paymentSchema>;

export function readPayment(buyer: ApiClient, id: string): Promise<PaymentSeen> {
  return buyer.get(`/api/payment/payments/${id}`, paymentSchema);
}

/** A deal that waits for the buyer's payment, with an address to pay to. */
export async function unpaidDeal(
  buyer: ApiClient,
  seller: ApiClient,
  cents: number,
): Promise<{ requestId: string; payment: PaymentSeen & { address: string } }> {
  const requestId = await awaitingDeal(buyer, seller, cents);
  const { id } = await buyer.post('/api/payment/payments', { requestId, asset: 'ETH-USDT' }, paymentSchema);
  const payment = await until('the payment has an address', async () => {
    const read = await readPayment(buyer, id);
    return read.address === null ? undefined : { ...read, address: read.address };
  });
  return { requestId, payment };
}
