import { expect } from '@jest/globals';
import * as dispute from '../modules/dispute/dispute.contract.ts';
import * as escrow from '../modules/escrow/escrow.contract.ts';
import { accounts, balanceOf } from '../modules/ledger/index.ts';
import type { TestActor } from './actors.ts';
import { act, ASSET, does, fund, readDeal, stage, type DealView } from './escrow-stage.ts';
import { expectData } from './expect-envelope.ts';
import { person, postOffer, postRequest, terms, usd } from './marketplace.ts';
import type { WaitingDeal } from './paid-deals.ts';

/** Deals with several milestones, taken on their way by the API. */
export type MilestoneView = DealView['contract']['milestones'][number];

export const part = (title: string, cents: number, deliveryDays: number) => ({
  title,
  price: usd(cents),
  deliveryDays,
});

/** Terms whose whole is what its milestones say. */
export const termsIn = (parts: readonly ReturnType<typeof part>[], changes: object = {}) =>
  terms({
    price: usd(parts.reduce((sum, { price }) => sum + Number(price.amount), 0)),
    deliveryDays: parts.at(-1)?.deliveryDays,
    milestones: parts,
    ...changes,
  });

/** 100 dollars in three parts, ten, twenty and thirty days after funding. */
export const THREE = [part('Sketches', 2_000, 10), part('The drawing', 5_000, 20), part('Files', 3_000, 30)];

/** A deal in parts that waits for its payment. */
export async function waitingInParts(parts = THREE): Promise<WaitingDeal> {
  const [buyer, seller] = await Promise.all([person('Bita'), person('Sam')]);
  const request = await postRequest(stage(), buyer);
  const offer = await postOffer(stage(), seller, request.id, termsIn(parts));
  const body = { requestId: request.id, offerId: offer.id, revision: 1 };
  const accepted = await stage().api.post('/api/escrow/deals').set(buyer.auth).send(body);
  const { contract } = expectData(accepted, escrow.acceptOffer);
  return { buyer, seller, requestId: request.id, offerId: offer.id, contractId: contract.id };
}

const baseOf = (parts: readonly ReturnType<typeof part>[]): bigint =>
  parts.reduce((sum, { price }) => sum + BigInt(price.amount) * 10_000n, 0n);

/** The same, paid; and started unless told. */
export async function dealInParts(
  parts = THREE,
  { started = true }: { readonly started?: boolean } = {},
): Promise<WaitingDeal> {
  const deal = await waitingInParts(parts);
  await fund(deal, baseOf(parts));
  if (started) await does(deal, 'start', deal.seller);
  return deal;
}

/** The nth milestone, from 1. */
export async function partOf(
  deal: WaitingDeal,
  number: number,
  viewer: TestActor = deal.buyer,
): Promise<MilestoneView> {
  const milestone = (await readDeal(deal, viewer)).contract.milestones[number - 1];
  if (!milestone) throw new Error(`there is no milestone ${number}`);
  return milestone;
}

export const statusesOf = ({ contract }: DealView): string =>
  contract.milestones.map(({ status }) => status).join(' ');

/** The body of an action on the nth milestone, right for how it stands. */
export async function bodyFor(deal: WaitingDeal, action: string, number: number): Promise<object> {
  const milestone = await partOf(deal, number);
  const { id: milestoneId } = milestone;
  const later = new Date(new Date(milestone.dueAt ?? 0).getTime() + 86_400_000).toISOString();
  const bodies: Record<string, object> = {
    deliver: { milestoneId, note: `Part ${number} is here.` },
    changes: { milestoneId, note: 'The small one is blurred.', redeliveryDays: 5 },
    extension: { milestoneId, newDueAt: later, note: '' },
    'extension/confirm': { milestoneId, newDueAt: later },
    cancellation: { milestoneId, note: '' },
    'cancellation/confirm': { milestoneId },
    approve: {
      milestoneId,
      deliveryId: milestone.deliveries.at(-1)?.id ?? milestoneId,
      sellerId: deal.seller.id,
      // What the buyer would confirm, also where nothing is held any more.
      held: { amount: (BigInt(milestone.price.amount) * 10_000n).toString(), asset: ASSET },
    },
  };
  return bodies[action] ?? {};
}

/** Something that must succeed with the nth milestone. */
export const doesPart = async (
  deal: WaitingDeal,
  action: string,
  number: number,
  by: TestActor,
): Promise<DealView> => does(deal, action, by, await bodyFor(deal, action, number));

export const actOnPart = async (deal: WaitingDeal, action: string, number: number, by: TestActor | null) =>
  act(deal, action, by, await bodyFor(deal, action, number));

/** Both agree to cancel the nth milestone. */
export async function cancelPart(deal: WaitingDeal, number: number): Promise<DealView> {
  await doesPart(deal, 'cancellation', number, deal.seller);
  return doesPart(deal, 'cancellation/confirm', number, deal.buyer);
}

/** Brings the nth milestone into dispute. @returns the dispute's id */
export async function disputePart(deal: WaitingDeal, number: number, by = deal.buyer): Promise<string> {
  const { id: milestoneId } = await partOf(deal, number);
  const body = {
    requestId: deal.requestId,
    milestoneId,
    reason: 'incomplete',
    wish: 'split',
    statement: 'Two of the five files are missing, and I have asked for them.',
  };
  const opened = await stage().api.post('/api/disputes').set(by.auth).send(body);
  return expectData(opened, dispute.openDispute).id;
}

/** The dispute is withdrawn by the buyer who opened it. */
export async function withdrawDispute(deal: WaitingDeal, disputeId: string): Promise<void> {
  const path = `/api/disputes/${disputeId}/withdrawal`;
  const answers = [
    await stage().api.post(path).set(deal.buyer.auth),
    await stage().api.post(`${path}/confirm`).set(deal.seller.auth),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
}

/** Who has the deal's money: escrow by milestone, the seller's balance, the buyer's refund. */
export async function moneyOf(deal: WaitingDeal) {
  const { contract } = await readDeal(deal);
  const [escrowed, seller, buyer] = await Promise.all([
    Promise.all(contract.milestones.map(({ id }) => balanceOf(accounts.escrow(deal.contractId, id), ASSET))),
    balanceOf(accounts.sellerPayable(deal.seller.id), ASSET),
    balanceOf(accounts.refundPayable(deal.buyer.id), ASSET),
  ]);
  return { escrow: escrowed, seller, buyer };
}
