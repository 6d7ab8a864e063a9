import type { TypedDataDefinition } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import type { App } from '../app/build-app.ts';
import { env } from '../config/env.ts';
import { after, DAY_MS, now } from '../platform/clock.ts';
import type { Actor } from '../shared/actor.ts';
import { moveSandboxClock, payFromTestWallet, type DemoPersonKey } from '../modules/demo/index.ts';
import { listOwnDisputes, openDispute } from '../modules/dispute/index.ts';
import * as escrow from '../modules/escrow/index.ts';
import * as marketplace from '../modules/marketplace/index.ts';
import { createPayment, getPayment, proposeLess, type PaymentView } from '../modules/payment/index.ts';
import { proveWallet, signTerms, startSigningTerms, startWalletProof } from '../modules/wallet/index.ts';
import { BRIEFS, type Brief, type BriefKey } from './briefs.ts';
import type { Cast } from './cast.ts';
import { Payouts } from './payouts.ts';
import { until } from './until.ts';

interface Thread {
  readonly brief: Brief;
  readonly requestId: string;
  /** Offer ids by seller. */
  readonly offers: Map<DemoPersonKey, string>;
}

export interface BidInput {
  readonly seller: DemoPersonKey;
  readonly cents: number;
  readonly deliveryDays: number;
  readonly message: string;
  /** Their prices add up to `cents`, and the last one comes on `deliveryDays`. */
  readonly milestones?: readonly {
    readonly title: string;
    readonly cents: number;
    readonly deliveryDays: number;
  }[];
}

/**
 * What the people of the demo do, by name of the deal. Each act is a call of the very service that the API
 * calls; payments are real token transfers, and time passes for the chain as well.
 */
export class World {
  readonly #app: App;
  readonly #cast: Cast;
  readonly #threads = new Map<string, Thread>();
  /** What people take out. */
  readonly payouts: Payouts;

  constructor(app: App, cast: Cast) {
    this.#app = app;
    this.#cast = cast;
    this.payouts = new Payouts(app, cast);
  }

  /** Lets time pass until `at`, and everything that it brings happen. */
  async passTimeUntil(at: Date): Promise<void> {
    const leftMs = at.getTime() - now().getTime();
    if (leftMs >= 1_000) await moveSandboxClock(leftMs);
    await this.#app.deadlines.sweep();
    await this.#app.relay.drain();
  }

  async publish(
    name: string,
    briefKey: BriefKey,
    options: { sealedForDays?: number; invited?: DemoPersonKey[]; draft?: boolean } = {},
  ): Promise<void> {
    const brief: Brief = BRIEFS[briefKey];
    const price = (cents: number) => ({ amount: String(cents), currency: 'USD' as const });
    const request = await marketplace.createRequest(
      {
        title: brief.title,
        description: brief.description,
        categoryId: brief.categoryId as marketplace.CategoryId,
        budgetMin: price(brief.budgetCents[0]),
        budgetMax: price(brief.budgetCents[1]),
        deliveryDays: brief.deliveryDays,
        language: brief.language,
        visibility: options.invited ? 'invited' : 'public',
        sealed: options.sealedForDays !== undefined,
        bidDeadlineAt: options.sealedForDays ? after(options.sealedForDays * DAY_MS).toISOString() : null,
        attachmentIds: [],
        privatePart: {
          deliveryAddress: '',
          contact: this.#cast.email(brief.buyer),
          note: brief.privateNote ?? '',
          attachmentIds: [],
        },
        publish: options.draft !== true,
      },
      this.#as(brief.buyer),
    );
    this.#threads.set(name, { brief, requestId: request.id, offers: new Map() });
    if (options.invited) {
      const sellerIds = options.invited.map((key) => this.#as(key).id);
      await marketplace.inviteSellers({ requestId: request.id, sellerIds }, this.#as(brief.buyer));
    }
  }

  async offer(name: string, bid: BidInput): Promise<void> {
    const { requestId, offers } = this.#thread(name);
    const offer = await marketplace.submitOffer({ requestId, ...terms(bid) }, this.#as(bid.seller));
    offers.set(bid.seller, offer.id);
  }

  async counter(name: string, seller: DemoPersonKey, cents: number, message: string): Promise<void> {
    const { brief } = this.#thread(name);
    const offer = await marketplace.loadOffer(null, this.#offerOf(name, seller));
    const revision = marketplace.currentRevision(offer);
    const counter = { seller, cents, deliveryDays: revision.terms.deliveryDays, message };
    await marketplace.counterOffer(
      { offerId: offer.id, basedOn: revision.number, terms: terms(counter) },
      this.#as(brief.buyer),
    );
  }

  async ask(name: string, seller: DemoPersonKey, text: string): Promise<void> {
    await marketplace.askQuestion({ requestId: this.#thread(name).requestId, text }, this.#as(seller));
  }

  /** Answers the question that is open. */
  async answer(name: string, text: string): Promise<void> {
    const { requestId, brief } = this.#thread(name);
    const { items } = await marketplace.listQuestions({ requestId, limit: 10 }, this.#as(brief.buyer));
    const open = items.find((question) => question.answer === null);
    if (!open) throw new Error(`no question is open on ${name}`);
    await marketplace.answerQuestion({ questionId: open.id, text }, this.#as(brief.buyer));
  }

  async cancel(name: string): Promise<void> {
    const { requestId, brief } = this.#thread(name);
    await marketplace.cancelRequest({ requestId }, this.#as(brief.buyer));
  }

  async accept(name: string, seller: DemoPersonKey): Promise<void> {
    const { requestId, brief } = this.#thread(name);
    const offer = await marketplace.loadOffer(null, this.#offerOf(name, seller));
    const revision = marketplace.currentRevision(offer).number;
    await escrow.acceptOffer({ requestId, offerId: offer.id, revision }, this.#as(brief.buyer));
  }

  /** Pays in full and waits until the money is in escrow. */
  async pay(name: string, asset: string): Promise<void> {
    await this.payPart(name, asset, 100);
    await this.expectStatus(name, 'funded');
  }

  /** Pays so much of it, per cent; more than a hundred is credit afterwards. */
  async payPart(name: string, asset: string, percent: number): Promise<void> {
    const payment = await this.#openPayment(name, asset);
    const amountBase = (BigInt(payment.expected.amount) * BigInt(percent)) / 100n;
    await this.#send(name, payment, { asset, amountBase }, percent < 100 ? 'underpaid' : 'completed');
  }

  /** Asks for an address for one coin and sends so many base units of another one there. */
  async payWrongCoin(name: string, asset: string, sent: string, amountBase: bigint): Promise<void> {
    const payment = await this.#openPayment(name, asset);
    await this.#send(name, payment, { asset: sent, amountBase }, 'quarantined');
  }

  /** The seller offers to do the deal for what has arrived. */
  async offerForLess(name: string, note: string): Promise<void> {
    const { requestId, seller } = await this.#deal(name);
    const { paymentId } = await escrow.getDeal({ requestId }, seller);
    if (paymentId === null) throw new Error(`${name} has no payment`);
    const { kept } = await getPayment({ paymentId }, seller);
    await proposeLess({ paymentId, kept, note }, seller);
  }

  async #openPayment(name: string, asset: string): Promise<PaymentView> {
    const { requestId, brief } = this.#thread(name);
    const buyer = this.#as(brief.buyer);
    const { id } = await createPayment({ requestId, asset }, buyer);
    return getPayment({ paymentId: id }, buyer);
  }

  /** A real transfer on the test chain, and a wait for what the gateway and the watchers make of it. */
  async #send(
    name: string,
    { id, address }: PaymentView,
    transfer: { readonly asset: string; readonly amountBase: bigint },
    done: PaymentView['status'],
  ): Promise<void> {
    if (address === null) throw new Error(`${name} got no address to pay to`);
    await payFromTestWallet({ address, ...transfer });
    const buyer = this.#as(this.#thread(name).brief.buyer);
    await until(this.#app, `${name} is ${done}`, async () => {
      const { status } = await getPayment({ paymentId: id }, buyer);
      return status === done;
    });
  }

  async start(name: string): Promise<void> {
    const { requestId, seller } = await this.#deal(name);
    await escrow.startDelivery({ requestId }, seller);
  }

  /** The seller proves a wallet and signs what was agreed with it. Its key is made here and kept by nobody. */
  async signTerms(name: string): Promise<void> {
    const { requestId, seller } = await this.#deal(name);
    const key = privateKeyToAccount(generatePrivateKey());
    const chainId = env().ASSET_REGISTRY[0]?.chainId ?? 1;
    const proof = await startWalletProof({ address: key.address, chainId }, seller);
    const message = await key.signMessage({ message: proof.content });
    const wallet = await proveWallet({ nonce: proof.nonce, signature: message }, seller);
    const asked = await startSigningTerms({ requestId, walletId: wallet.id }, seller);
    const signature = await key.signTypedData(JSON.parse(asked.content) as TypedDataDefinition);
    await signTerms({ requestId, nonce: asked.nonce, signature }, seller);
  }

  async decline(name: string): Promise<void> {
    const { requestId, seller } = await this.#deal(name);
    await escrow.declineDeal({ requestId }, seller);
  }

  /** @param number of the milestone, from 1 */
  async deliver(name: string, note: string, number = 1): Promise<void> {
    const { requestId, seller, milestone } = await this.#deal(name, number);
    const delivery = {
      note,
      link: `https://files.amn.example/${name}`,
      trackingNumber: null,
      attachmentIds: [],
    };
    await escrow.deliver({ requestId, milestoneId: milestone.id, ...delivery }, seller);
  }

  async requestChanges(name: string, note: string, redeliveryDays: number): Promise<void> {
    const { requestId, buyer, milestone } = await this.#deal(name);
    await escrow.requestChanges({ requestId, milestoneId: milestone.id, note, redeliveryDays }, buyer);
  }

  async proposeExtension(name: string, days: number, note: string): Promise<void> {
    const { requestId, seller, milestone } = await this.#deal(name);
    const newDueAt = new Date(new Date(milestone.dueAt ?? now()).getTime() + days * DAY_MS).toISOString();
    await escrow.proposeExtension({ requestId, milestoneId: milestone.id, newDueAt, note }, seller);
  }

  async approve(name: string, number = 1): Promise<void> {
    const { requestId, buyer, seller, milestone } = await this.#deal(name, number);
    const deliveryId = milestone.deliveries.at(-1)?.id;
    if (deliveryId === undefined || !milestone.held) throw new Error(`${name} has nothing to approve`);
    const confirmed = { deliveryId, sellerId: seller.id, held: milestone.held };
    await escrow.approveDelivery({ requestId, milestoneId: milestone.id, ...confirmed }, buyer);
  }

  async cancelTogether(name: string): Promise<void> {
    const { requestId, buyer, seller } = await this.#deal(name);
    await escrow.proposeCancellation({ requestId, milestoneId: null, note: '' }, buyer);
    await escrow.confirmCancellation({ requestId, milestoneId: null }, seller);
  }

  /** @throws Error when the request does not come to that status in time */
  async expectStatus(name: string, status: marketplace.RequestStatus): Promise<void> {
    const { requestId } = this.#thread(name);
    await until(this.#app, `${name} is ${status}`, async () => {
      const request = await marketplace.loadRequest(null, requestId);
      return request.status === status;
    });
  }

  async openDispute(
    name: string,
    by: 'buyer' | 'seller',
    words: Pick<Parameters<typeof openDispute>[0], 'reason' | 'wish' | 'statement'>,
  ): Promise<void> {
    const { requestId, milestone, ...people } = await this.#deal(name);
    await openDispute({ requestId, milestoneId: milestone.id, attachmentIds: [], ...words }, people[by]);
  }

  /** The dispute about a deal, with its people. */
  async dispute(name: string) {
    const { requestId, buyer, seller } = await this.#deal(name);
    const [found] = (await listOwnDisputes({ requestId, limit: 1 }, buyer)).items;
    if (!found) throw new Error(`${name} is in no dispute`);
    return { disputeId: found.id, held: found.held, buyer, seller, mediator: this.#as('mediator') };
  }

  #as(person: DemoPersonKey): Actor {
    return this.#cast.actor(person);
  }

  #thread(name: string): Thread {
    const thread = this.#threads.get(name);
    if (!thread) throw new Error(`no deal is called ${name}`);
    return thread;
  }

  #offerOf(name: string, seller: DemoPersonKey): string {
    const offerId = this.#thread(name).offers.get(seller);
    if (offerId === undefined) throw new Error(`${seller} made no offer on ${name}`);
    return offerId;
  }

  async #deal(name: string, number = 1) {
    const { requestId, brief } = this.#thread(name);
    const buyer = this.#as(brief.buyer);
    const deal = await escrow.getDeal({ requestId }, buyer);
    const milestone = deal.contract.milestones[number - 1];
    if (!milestone) throw new Error(`${name} has no milestone ${number}`);
    return { requestId, buyer, seller: this.#cast.actorById(deal.seller.id), milestone };
  }
}

const usd = (cents: number) => ({ amount: String(cents), currency: 'USD' as const });

const terms = ({ cents, deliveryDays, message, milestones = [] }: BidInput) => ({
  price: usd(cents),
  deliveryDays,
  inspectionDays: 7,
  acceptedAssets: ['ETH-USDT', 'ETH-USDC'],
  message,
  milestones: milestones.map((milestone) => ({
    title: milestone.title,
    price: usd(milestone.cents),
    deliveryDays: milestone.deliveryDays,
  })),
});
