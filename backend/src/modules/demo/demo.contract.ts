import { z } from 'zod';
import { endpoint, idParams } from '../../shared/endpoint.ts';
import { positiveBaseAmountSchema } from '../../shared/money.ts';
import { languageSchema } from '../../shared/refs.ts';

const tag = 'Demo';

/** These routes exist only in a demo (DEMO_SANDBOX_URL); elsewhere they answer 404. */
export const getDemo = endpoint({
  method: 'get',
  path: '/api/demo',
  operationId: 'getDemo',
  summary: 'Accounts to sign in with, and the pages of the sandbox',
  tag,
  access: 'public',
  rateLimit: 'read',
  output: z
    .strictObject({
      accounts: z.array(
        z
          .strictObject({
            name: z.string(),
            email: z.string(),
            password: z.string(),
            language: languageSchema,
            about: z.enum(['buyer', 'seller', 'both', 'mediator', 'admin']),
          })
          .meta({ id: 'DemoAccount' }),
      ),
      sandboxUrl: z.string(),
      mailUrl: z.string(),
      now: z.iso.datetime().meta({ description: 'The demo’s moved clock' }),
    })
    .meta({ id: 'Demo' }),
});

export const payInDemo = endpoint({
  method: 'post',
  path: '/api/demo/payments/:paymentId/pay',
  operationId: 'payInDemo',
  idempotent: 'after',
  summary: 'Pay from a test wallet: a real token transfer on the test chain',
  tag,
  access: 'user',
  rateLimit: 'write',
  params: idParams('paymentId'),
  body: z
    .strictObject({ amountBase: positiveBaseAmountSchema.optional() })
    .meta({ id: 'PayInDemo', description: 'What is missing is paid when no amount is given' }),
  output: z.strictObject({ txid: z.string() }).meta({ id: 'DemoTransfer' }),
});

export const moveClock = endpoint({
  method: 'post',
  path: '/api/demo/clock',
  operationId: 'moveDemoClock',
  summary: 'Move the clock forward; called by the sandbox, which moves the chain’s as well',
  tag,
  access: 'sandbox',
  // A history of weeks is told within a minute, and no move of the clock may be lost.
  rateLimit: 'webhook',
  body: z.strictObject({ advanceMs: z.number().int().min(0).max(31_536_000_000) }),
  output: z.strictObject({ now: z.iso.datetime() }).meta({ id: 'DemoClock' }),
});
