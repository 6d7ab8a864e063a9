import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Refusal } from '../lib/api.ts';
import { sendTokens } from '../lib/chain.ts';
import { newKey, type Client } from './caller.ts';
import {
  dealSchema,
  disputeSchema,
  idSchema,
  paymentSchema,
  type Asset,
  type Deal,
  type Dispute,
  type Payment,
} from './shapes.ts';

const PATIENCE_MS = 600_000;
const LOOK_AGAIN_MS = 700;

/** Transfers of one wallet go one after the other, as from one person's hand. */
const wallets = new Map<number, Promise<unknown>>();

/** One deal of two clients, and the ways in which either of them can go on with it. */
export class RunningDeal {
  readonly buyer: Client;
  readonly seller: Client;
  readonly asset: Asset;
  readonly requestId: string;

  private constructor(buyer: Client, seller: Client, asset: Asset, requestId: string) {
    this.buyer = buyer;
    this.seller = seller;
    this.asset = asset;
    this.requestId = requestId;
  }

  /** Posts a request, offers on it, and accepts the offer. @param cents price of each milestone */
  static async agree(
    buyer: Client,
    seller: Client,
    asset: Asset,
    terms: { title: string; cents: readonly number[]; categoryId: string },
  ): Promise<RunningDeal> {
    const make = async (client: Client, what: 'request' | 'offer', path: string, body: object) => {
      const key = newKey();
      const { id } = await client.caller.post(path, body, idSchema, key);
      client.journal.write({ kind: 'made', what, key, id });
      return id;
    };
    const requestId = await make(buyer, 'request', '/api/marketplace/requests', {
      title: terms.title,
      description: 'What is wanted, in as many words as such a request needs.',
      categoryId: terms.categoryId,
      deliveryDays: 5 * terms.cents.length,
      language: 'en',
    });
    const sum = terms.cents.reduce((total, cents) => total + cents, 0);
    const price = (cents: number) => ({ amount: String(cents), currency: 'USD' });
    const offerId = await make(seller, 'offer', `/api/marketplace/requests/${requestId}/offers`, {
      price: price(sum),
      deliveryDays: 5 * terms.cents.length,
      inspectionDays: 7,
      acceptedAssets: [asset.code],
      message: 'From tomorrow on.',
      milestones:
        terms.cents.length === 1
          ? []
          : terms.cents.map((cents, index) => ({
              title: `Part ${index + 1}`,
              price: price(cents),
              deliveryDays: 5 * (index + 1),
            })),
    });
    const deal = new RunningDeal(buyer, seller, asset, requestId);
    const accepted = { requestId, offerId, revision: 1 };
    deal.tell(buyer, await buyer.caller.post('/api/escrow/deals', accepted, dealSchema));
    return deal;
  }

  /** Writes down what a party was just told of the deal. */
  tell(client: Client, deal: Deal): Deal {
    client.journal.write({
      kind: 'deal',
      requestId: this.requestId,
      contractId: deal.contract.id,
      role: deal.viewerRole,
      buyerId: deal.buyer.id,
      sellerId: deal.seller.id,
      status: deal.status,
      version: deal.version,
      milestones: deal.contract.milestones.map(({ id, status, held, sellerGets, fee }) => ({
        ...{ id, status, held, sellerGets, fee },
      })),
    });
    return deal;
  }

  async read(client: Client): Promise<Deal> {
    return this.tell(client, await client.caller.get(`/api/escrow/deals/${this.requestId}`, dealSchema));
  }

  /**
   * Reads how it stands, also where the time to pay has run out: then there is a request again and no deal.
   * @returns the status; `gone` where a party may not see the request either
   */
  async look(client: Client): Promise<string> {
    try {
      return (await this.read(client)).status;
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
    const status = await this.#requestStatus(client);
    const role = client === this.buyer ? 'buyer' : 'seller';
    client.journal.write({ kind: 'lapsed', requestId: this.requestId, role, status });
    return status;
  }

  async #requestStatus(client: Client): Promise<string> {
    const path = `/api/marketplace/requests/${this.requestId}`;
    try {
      return (await client.caller.get(path, z.object({ status: z.string() }))).status;
    } catch (error) {
      if (!isNotFound(error)) throw error;
      return 'gone';
    }
  }

  /** Waits as a person does who looks at the page again and again. */
  async until(client: Client, what: string, fits: (deal: Deal) => boolean): Promise<Deal> {
    const giveUpAt = Date.now() + PATIENCE_MS;
    for (;;) {
      const deal = await this.read(client);
      if (fits(deal)) return deal;
      if (Date.now() > giveUpAt) throw new Error(`${this.requestId} stayed ${deal.status}: ${what}`);
      await sleep(LOOK_AGAIN_MS);
    }
  }

  /** One step of a party. Nobody else moves the deal meanwhile, so a refusal is something to be explained. */
  async act(client: Client, step: string, body?: unknown): Promise<Deal> {
    const path = `/api/escrow/deals/${this.requestId}/${step}`;
    return this.tell(client, await client.caller.post(path, body, dealSchema));
  }

  /** A payment with an address to pay to. */
  async payment(): Promise<Payment & { address: string }> {
    const body = { requestId: this.requestId, asset: this.asset.code };
    let payment = await this.buyer.caller.post('/api/payment/payments', body, paymentSchema);
    const giveUpAt = Date.now() + PATIENCE_MS;
    while (payment.address === null) {
      if (Date.now() > giveUpAt) throw new Error(`payment ${payment.id} got no address`);
      await sleep(LOOK_AGAIN_MS);
      payment = await this.buyer.caller.get(`/api/payment/payments/${payment.id}`, paymentSchema);
    }
    return { ...payment, address: payment.address };
  }

  /** Sends tokens from the buyer's wallet, and sometimes tells of it, as the page does. */
  async send(payment: { id: string; address: string }, amountBase: bigint): Promise<void> {
    const { wallet, journal, random, caller } = this.buyer;
    const before = wallets.get(wallet) ?? Promise.resolve();
    const sending = before.then(() => sendTokens(this.asset.contract, payment.address, amountBase, wallet));
    wallets.set(
      wallet,
      sending.catch(() => undefined),
    );
    const txid = await sending;
    journal.write({
      kind: 'sent',
      requestId: this.requestId,
      address: payment.address,
      asset: this.asset.code,
      amountBase: amountBase.toString(),
      txid,
    });
    if (random.chance(0.5)) {
      await caller.post(`/api/payment/payments/${payment.id}/transactions`, { txid }, z.unknown());
    }
  }

  async funded(): Promise<Deal> {
    return this.until(this.buyer, 'to be funded', ({ contract }) =>
      contract.milestones.every(({ held }) => held !== null),
    );
  }

  async start(): Promise<void> {
    await this.act(this.seller, 'start');
  }

  async deliver(milestoneId: string): Promise<void> {
    await this.act(this.seller, 'deliver', { milestoneId, note: 'Here it is.' });
  }

  async approve(milestoneId: string): Promise<void> {
    const deal = await this.read(this.buyer);
    const { deliveries, held } = milestoneOf(deal, milestoneId);
    const deliveryId = deliveries.at(-1)?.id;
    await this.act(this.buyer, 'approve', { milestoneId, deliveryId, sellerId: deal.seller.id, held });
  }

  async decline(): Promise<void> {
    await this.act(this.seller, 'decline');
  }

  /** One proposes to cancel everything, the other agrees. */
  async cancelTogether(first: Client, second: Client): Promise<void> {
    await this.act(first, 'cancellation', { milestoneId: null });
    await this.act(second, 'cancellation/confirm', { milestoneId: null });
  }

  async abandon(): Promise<void> {
    await this.act(this.buyer, 'abandon');
  }

  async dispute(opener: Client, milestoneId: string): Promise<Dispute> {
    const body = {
      requestId: this.requestId,
      milestoneId,
      reason: 'incomplete',
      wish: 'split',
      statement: 'A part of what was agreed on is missing here.',
    };
    const dispute = await opener.caller.post('/api/disputes', body, disputeSchema);
    const answerer = opener === this.buyer ? this.seller : this.buyer;
    const statement = { statement: 'Nearly everything is there, as one can see.' };
    const path = `/api/disputes/${dispute.id}/response`;
    return answerer.caller.post(path, statement, disputeSchema);
  }

  /** One offers a division, the other accepts it: that moves the money at once. */
  async split(dispute: Dispute, first: Client, second: Client, buyerGetsBase: bigint): Promise<void> {
    const path = `/api/disputes/${dispute.id}/splits`;
    const buyerGets = { amount: buyerGetsBase.toString(), asset: this.asset.code };
    const offered = await first.caller.post(path, { buyerGets }, disputeSchema);
    const open = offered.splits.find(({ status }) => status === 'open');
    if (open === undefined) throw new Error(`dispute ${dispute.id} shows no open split`);
    const accept = `${path}/${open.id}/accept`;
    const settled = await second.caller.post(accept, undefined, disputeSchema);
    if (settled.outcome === null) throw new Error(`dispute ${dispute.id} was accepted and has no outcome`);
    second.journal.write({
      kind: 'division',
      requestId: this.requestId,
      milestoneId: dispute.milestoneId,
      ...settled.outcome.division,
    });
    await this.read(second);
  }

  /** Who opened it wants it no more, and the other agrees. */
  async withdraw(dispute: Dispute, opener: Client, other: Client): Promise<void> {
    const path = `/api/disputes/${dispute.id}/withdrawal`;
    await opener.caller.post(path, undefined, disputeSchema);
    await other.caller.post(`${path}/confirm`, undefined, disputeSchema);
    await this.read(other);
  }
}

const isNotFound = (error: unknown): boolean => error instanceof Refusal && error.status === 404;

export function milestoneOf(deal: Deal, milestoneId: string): Deal['contract']['milestones'][number] {
  const found = deal.contract.milestones.find(({ id }) => id === milestoneId);
  if (found === undefined) throw new Error(`deal ${deal.requestId} has no milestone ${milestoneId}`);
  return found;
}
