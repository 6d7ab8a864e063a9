import * as escrow from '../modules/escrow/escrow.contract.ts';
import * as payment from '../modules/payment/payment.contract.ts';
import type { z } from 'zod';
import type { TestActor } from './actors.ts';
import { expectData } from './expect-envelope.ts';
import type { FakeGateway, FakeInvoice } from './fake-gateway.ts';
import { signCallback } from './fake-gateway.ts';
import { person, postOffer, postRequest, usd } from './marketplace.ts';
import type { TestApp } from './test-app.ts';

export type PaymentView = z.output<typeof payment.paymentSchema>;

export interface WaitingDeal {
  readonly buyer: TestActor;
  readonly seller: TestActor;
  readonly requestId: string;
  readonly offerId: string;
  readonly contractId: string;
}

/** A deal whose offer was accepted and that waits for its payment. */
export async function waitingDeal(
  t: TestApp,
  options: { readonly cents?: number; readonly assets?: readonly string[] } = {},
): Promise<WaitingDeal> {
  const [buyer, seller] = await Promise.all([person('Bita'), person('Sam')]);
  const request = await postRequest(t, buyer);
  const offer = await postOffer(t, seller, request.id, {
    price: usd(options.cents ?? 10_000),
    acceptedAssets: options.assets ?? ['ETH-USDT', 'ETH-USDC'],
  });
  const body = { requestId: request.id, offerId: offer.id, revision: offer.revisions.length };
  const accepted = await t.api.post('/api/escrow/deals').set(buyer.auth).send(body);
  const deal = expectData(accepted, escrow.acceptOffer);
  return { buyer, seller, requestId: request.id, offerId: offer.id, contractId: deal.contract.id };
}

export async function openPayment(t: TestApp, deal: WaitingDeal, asset = 'ETH-USDT'): Promise<PaymentView> {
  const body = { requestId: deal.requestId, asset };
  return expectData(
    await t.api.post('/api/payment/payments').set(deal.buyer.auth).send(body),
    payment.createPayment,
  );
}

export async function readPayment(t: TestApp, deal: WaitingDeal, paymentId: string): Promise<PaymentView> {
  return expectData(
    await t.api.get(`/api/payment/payments/${paymentId}`).set(deal.buyer.auth),
    payment.getPayment,
  );
}

export async function dealStatus(t: TestApp, deal: WaitingDeal): Promise<string> {
  return expectData(
    await t.api.get(`/api/escrow/deals/${deal.requestId}`).set(deal.seller.auth),
    escrow.getDeal,
  ).status;
}

export function invoiceOf(gateway: FakeGateway, view: PaymentView): FakeInvoice {
  const invoice = gateway.invoices.find(({ externalId }) => externalId === view.providerPaymentId);
  if (!invoice) throw new Error('the gateway made no such invoice');
  return invoice;
}

/** Sends a callback signed in the gateway's own format. */
export const sendCallback = (t: TestApp, body: string) =>
  t.api
    .post('/api/payment/shkeeper/webhook')
    .set('Content-Type', 'application/json')
    .set(signCallback(body, process.env['SHKEEPER_API_KEY'] ?? ''))
    .send(body);
