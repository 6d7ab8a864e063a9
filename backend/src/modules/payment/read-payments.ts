import type { z } from 'zod';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { mayViewDeal } from '../escrow/index.ts';
import { loadRequest } from '../marketplace/index.ts';
import { findDeposits } from './deposit.repository.ts';
import type { paymentSchema } from './payment.contract.ts';
import { mayView } from './payment.policy.ts';
import { presentPayment } from './payment.presenter.ts';
import { findPayment, findPaymentsOfRequest, type PaymentRecord } from './payment.repository.ts';

type Viewer = Pick<Actor, 'id' | 'role'>;
export type PaymentView = z.input<typeof paymentSchema>;

/** When the deal gives up waiting for this payment; null when it does not wait for it. */
async function payBeforeOf(payment: PaymentRecord): Promise<Date | null> {
  const request = await loadRequest(null, payment.requestId);
  if (request.activeContractId !== payment.contractId) return null;
  return request.deadlines.find(({ action }) => action === 'paymentTimedOut')?.at ?? null;
}

/** Payments of one request, as their parties see them. */
export async function viewPayments(payments: readonly PaymentRecord[]): Promise<PaymentView[]> {
  const deposits = await findDeposits(payments.map(({ id }) => id));
  return Promise.all(
    payments.map(async (payment) =>
      presentPayment({
        payment,
        deposits: deposits.filter(({ paymentId }) => paymentId === payment.id),
        payBefore: await payBeforeOf(payment),
      }),
    ),
  );
}

export async function viewPayment(payment: PaymentRecord): Promise<PaymentView> {
  const [view] = await viewPayments([payment]);
  if (!view) throw new Error('one payment gives one view');
  return view;
}

/** @throws AppError NOT_FOUND, also for a payment that is not the actor's to see */
export async function getPayment(input: { readonly paymentId: string }, actor: Viewer): Promise<PaymentView> {
  const payment = await findPayment(input.paymentId);
  if (payment === null || !mayView(actor, payment)) throw new AppError('NOT_FOUND');
  return viewPayment(payment);
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
  return { items: await viewPayments(visible) };
}
