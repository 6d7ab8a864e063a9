import type { z } from 'zod';
import { env } from '../../config/env.ts';
import { advanceClock, now } from '../../platform/clock.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { getPayment } from '../payment/index.ts';
import type { getDemo as contract } from './demo.contract.ts';
import { DEMO_PASSWORD, DEMO_PEOPLE } from './demo.people.ts';
import { payFromTestWallet } from './demo.sandbox.ts';

export function describeDemo(): z.input<(typeof contract)['output']> {
  const { DEMO_SANDBOX_URL, DEMO_MAIL_URL } = env();
  if (DEMO_SANDBOX_URL === undefined) throw new AppError('NOT_FOUND');
  return {
    accounts: DEMO_PEOPLE.map(({ name, email, language, about }) => ({
      name,
      email,
      password: DEMO_PASSWORD,
      language,
      about,
    })),
    sandboxUrl: DEMO_SANDBOX_URL,
    mailUrl: DEMO_MAIL_URL ?? '',
    now: now().toISOString(),
  };
}

/** Pays from a test wallet what a payment still lacks, or the amount given (base units). */
export async function payInDemo(
  input: { readonly paymentId: string; readonly amountBase?: string | undefined },
  actor: Actor,
): Promise<{ txid: string }> {
  const payment = await getPayment({ paymentId: input.paymentId }, actor);
  const amountBase = BigInt(input.amountBase ?? payment.missing.amount);
  if (payment.address === null || amountBase === 0n) throw new AppError('INVALID_TRANSITION');
  return payFromTestWallet({ address: payment.address, asset: payment.asset.code, amountBase });
}

export async function moveClock({ advanceMs }: { readonly advanceMs: number }): Promise<{ now: string }> {
  return { now: (await advanceClock(advanceMs)).toISOString() };
}
