import type { z } from 'zod';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { getContract, mayViewDeal } from '../escrow/index.ts';
import { loadRequest } from '../marketplace/index.ts';
import { findDeposits } from './deposit.repository.ts';
import type { paymentSchema } from './payment.contract.ts';
import { abilitiesOf, mayView, roleIn } from './payment.policy.ts';
import { presentPayment } from './payment.presenter.ts';
import { findPayment, findPaymentsOfRequest, type PaymentRecord } from './payment.repository.ts';

type Viewer = Pick<Actor, 'id' | 'role'>;
export type PaymentView = z.input<typeof paymentSchema>;

/** What a payment's deal says about it. */
interface DealPart {
  /** When the deal gives up waiting for it; null when it does not wait for it. */
  readonly payBefore: Date | null;
  readonly waits: boolean;
  readonly shortBase: bigint;
}

async function dealPartOf(payment: PaymentRecord): Promise<DealPart> {
  const [request, contract] = await Promise.all([
    loadRequest(null, payment.requestId),
    getContract(null, payment.contractId),
  ]);
  const active = request.activeContractId === payment.contractId;
  const deadline = request.deadlines.find(({ action }) => action === 'paymentTimedOut');
  return {
    payBefore: active ? (deadline?.at ?? null) : null,
    waits: contract?.active === true && contract.fundedAt === null,
    shortBase: contract?.shortBase ?? 0n,
  };
}

/** A step of a payment that answers with the payment as it stands afterwards. */
export const thenView =
  <I>(step: (input: I, actor: Actor) => Promise<PaymentRecord>) =>
  async ({ input, actor }: { input: I; actor: Actor }): Promise<PaymentView> =>
    viewPayment(await step(input, actor), actor);

/** Payments of one request, as this party sees them. */
export async function viewPayments(
  payments: readonly PaymentRecord[],
  viewer: Pick<Actor, 'id'>,
): Promise<PaymentView[]> {
  const deposits = await findDeposits(payments.map(({ id }) => id));
  return Promise.all(
    payments.map(async (payment) => {
      const { payBefore, waits, shortBase } = await dealPartOf(payment);
      return presentPayment({
        payment,
        deposits: deposits.filter(({ paymentId }) => paymentId === payment.id),
        payBefore,
        shortBase,
        abilities: abilitiesOf(roleIn(payment, viewer.id), payment, waits),
      });
    }),
  );
}

export async function viewPayment(payment: PaymentRecord, viewer: Pick<Actor, 'id'>): Promise<PaymentView> {
  const [view] = await viewPayments([payment], viewer);
  if (!view) throw new Error('one payment gives one view');
  return view;
}

/** @throws AppError NOT_FOUND, also for a payment that is not the actor's to see */
export async function getPayment(input: { readonly paymentId: string }, actor: Viewer): Promise<PaymentView> {
  const payment = await findPayment(input.paymentId);
  if (payment === null || !mayView(actor, payment)) throw new AppError('NOT_FOUND');
  return viewPayment(payment, actor);
}

/**
 * Attempts of a deal, newest first. A seller sees those of contracts with them only.
 * @throws AppError NOT_FOUND for a deal that is not the actor's to see
 */
export async function listDealPayments(
  input: { readonly requestId: string },
  actor: Viewer,
): Promise<{ items: PaymentView[] }> {
  const visible = (await findPaymentsOfRequest(input.requestId)).filter((payment) => mayView(actor, payment));
  if (visible.length === 0 && !(await mayViewDeal(actor, input.requestId))) throw new AppError('NOT_FOUND');
  return { items: await viewPayments(visible, actor) };
}
