import { Types } from 'mongoose';
import type { Response } from 'supertest';
import type { z } from 'zod';
import type { AppOptions } from '../app/build-app.ts';
import { flatSchedule } from '../config/fee-schedule.ts';
import { feesFor } from '../modules/escrow/escrow.fees.ts';
import { divideDisputed } from '../modules/escrow/escrow.milestones.ts';
import * as desk from '../modules/dispute/desk.contract.ts';
import type { disputeSchema } from '../modules/dispute/dispute-shapes.contract.ts';
import * as dispute from '../modules/dispute/dispute.contract.ts';
import { disputeDeadlines } from '../modules/dispute/index.ts';
import { now } from '../platform/clock.ts';
import { database } from '../platform/mongo.ts';
import type { TestActor } from './actors.ts';
import {
  ASSET,
  dealIn,
  milestoneOf,
  PRICE_BASE,
  setEscrowStage,
  stage,
  type StagedStatus,
} from './escrow-stage.ts';
import { expectData } from './expect-envelope.ts';
import { person } from './marketplace.ts';
import type { WaitingDeal } from './paid-deals.ts';

export { stage } from './escrow-stage.ts';

/** Disputes at every step of their way, taken there by the API and the clock. */
export type DisputeView = z.output<typeof disputeSchema>;
export type CaseView = z.output<typeof desk.deskCaseSchema>;

export interface Case extends WaitingDeal {
  readonly disputeId: string;
}

interface Desk {
  readonly mediator: TestActor;
  readonly second: TestActor;
  readonly admin: TestActor;
}

let people: Desk | undefined;

/** For `beforeAll`: the product, two mediators and an admin. */
export async function setDisputeStage(options: AppOptions = {}): Promise<void> {
  await setEscrowStage(options);
  people = {
    mediator: await person('Mila', { role: 'mediator' }),
    second: await person('Mo', { role: 'mediator' }),
    admin: await person('Ada', { role: 'admin' }),
  };
}

export function deskPeople(): Desk {
  if (!people) throw new Error('setDisputeStage comes first');
  return people;
}

export const sum = (amount: bigint | number, asset = ASSET) => ({ amount: String(amount), asset });
export const HALF = sum(PRICE_BASE / 2n);
export const REASONS = 'The files that were agreed on are not all there.';
export const STATEMENT = { statement: 'Two of the five files are missing, and I have asked for them.' };

export async function openingBody(deal: WaitingDeal, changes: object = {}): Promise<object> {
  const { requestId } = deal;
  const milestoneId = (await milestoneOf(deal)).id;
  return { requestId, milestoneId, reason: 'incomplete', wish: 'split', ...STATEMENT, ...changes };
}

/** POSTs to one of the dispute's actions as it stands in the address; without an actor as nobody. */
export function ask(
  path: string,
  by: TestActor | null,
  body?: object,
  options: { readonly method?: 'post' | 'put' | 'delete' | 'get'; readonly key?: string } = {},
): Promise<Response> {
  const call = stage()
    .api[options.method ?? 'post'](path)
    .set(by?.auth ?? {})
    .set(options.key === undefined ? {} : { 'Idempotency-Key': options.key });
  return Promise.resolve(body === undefined ? call : call.send(body));
}

const METHODS: Record<string, 'put'> = { 'sealed-split': 'put' };

/** A party's act. */
export const party = (at: Case, action: string, by: TestActor | null, body?: object, key?: string) =>
  ask(`/api/disputes/${at.disputeId}/${action}`, by, body, {
    method: METHODS[action] ?? 'post',
    ...(key === undefined ? {} : { key }),
  });

/** An act at the desk. */
export const atDesk = (at: Case, action: string, by: TestActor | null, body?: object, key?: string) =>
  ask(`/api/mediation/disputes/${at.disputeId}/${action}`, by, body, key === undefined ? {} : { key });

/** The same for what must succeed. */
export const partyDoes = async (
  at: Case,
  action: string,
  by: TestActor,
  body?: object,
): Promise<DisputeView> => expectData(await party(at, action, by, body), dispute.respondToDispute);

export const deskDoes = async (at: Case, action: string, by: TestActor, body?: object): Promise<CaseView> =>
  expectData(await atDesk(at, action, by, body), desk.ruleCase);

export const readDispute = async (at: Case, viewer: TestActor = at.buyer): Promise<DisputeView> =>
  expectData(
    await ask(`/api/disputes/${at.disputeId}`, viewer, undefined, { method: 'get' }),
    dispute.getDispute,
  );

export const readCase = async (at: Case, viewer: TestActor): Promise<CaseView> =>
  expectData(
    await ask(`/api/mediation/disputes/${at.disputeId}`, viewer, undefined, { method: 'get' }),
    desk.getCase,
  );

/** A new deal in dispute; the buyer opens it unless told. */
export async function openedCase(
  from: Exclude<StagedStatus, 'awaiting_payment'> = 'delivered',
  by: 'buyer' | 'seller' = 'buyer',
): Promise<Case> {
  const deal = await dealIn(from);
  const response = await ask('/api/disputes', deal[by], await openingBody(deal));
  return { ...deal, disputeId: expectData(response, dispute.openDispute).id };
}

export const proposalOf = async (at: Case): Promise<{ proposalId: string }> => ({
  proposalId: (await readDispute(at)).proposal?.id ?? '',
});

export const decision = (buyerGets = HALF) => ({ buyerGets, reasons: REASONS });

/** The time of this dispute is over: moving the clock would move every other case as well. */
export async function makeDue({ disputeId }: Case): Promise<void> {
  await database()
    .collection('disputes')
    .updateOne({ _id: new Types.ObjectId(disputeId) }, { $set: { 'deadlines.$[].at': now() } });
}

/** The timer's turn for this dispute alone. */
export async function timerActs(at: Case): Promise<void> {
  await makeDue(at);
  for (const { act } of disputeDeadlines) await act(at.disputeId);
}

const WAY = ['awaiting_response', 'negotiation', 'mediation', 'proposed', 'ruled', 'appealed'] as const;
export type LiveStatus = (typeof WAY)[number];

/**
 * A new dispute, so far on its way: opened by the buyer, proposed and ruled half and half by the mediator,
 * appealed by the seller and then with the second mediator.
 */
export async function caseIn(
  status: LiveStatus,
  from: Exclude<StagedStatus, 'awaiting_payment'> = 'delivered',
): Promise<Case> {
  const at = await openedCase(from);
  const { mediator, second } = deskPeople();
  const steps: Record<LiveStatus, () => Promise<unknown>> = {
    awaiting_response: () => Promise.resolve(),
    negotiation: () => partyDoes(at, 'response', at.seller, STATEMENT),
    mediation: async () => {
      await timerActs(at);
      await deskDoes(at, 'assign', mediator, { mediatorId: mediator.id });
    },
    proposed: () => deskDoes(at, 'proposal', mediator, decision()),
    ruled: async () => {
      await partyDoes(at, 'proposal/decline', at.seller, await proposalOf(at));
      await deskDoes(at, 'ruling', mediator, decision());
    },
    appealed: async () => {
      await partyDoes(at, 'appeal', at.seller, { reasons: REASONS });
      await deskDoes(at, 'assign', second, { mediatorId: second.id });
    },
  };
  for (const step of WAY.slice(0, WAY.indexOf(status) + 1)) await steps[step]();
  return at;
}

/** A milestone's division as its contract says, for a price (cents) and a fee (hundredths of a per cent). */
export const divideOf = (heldBase: bigint, buyerGetsBase: bigint, price: bigint, feeBps: number) =>
  divideDisputed(heldBase, buyerGetsBase, { price, ...feesFor(price, 'other', flatSchedule(feeBps)) });
