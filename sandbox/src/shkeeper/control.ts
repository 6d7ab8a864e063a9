import express, { Router, type NextFunction, type Request, type Response } from 'express';
import { z } from 'zod';
import type { Gateway } from './gateway.ts';
import { readState } from './state.ts';
import { CannotPay, PaySchema } from './test-payments.ts';

const DAY_MS = 86_400_000;
const MineSchema = z.strictObject({ blocks: z.number().int().min(1).max(10_000).default(1) });
const ClockSchema = z.strictObject({
  advanceMs: z
    .number()
    .int()
    .min(1_000)
    .max(400 * DAY_MS),
});
const RatesSchema = z.record(z.string(), z.string().regex(/^\d{1,12}(\.\d{1,12})?$/));

/** What the sandbox offers beyond the real gateway: looking inside, paying, moving time, and breaking things. */
export function controlRouter(gateway: Gateway): Router {
  const router = Router();
  router.use(refuseOtherSites);
  router.use(express.json());

  router.get('/state', (_request, response) => {
    response.json(readState(gateway));
  });

  router.get('/wallets', async (_request, response) => {
    const { wallets, testPayments } = gateway;
    const [tests, hot] = await Promise.all([
      testPayments.wallets(),
      testPayments.balances(wallets.hot.address),
    ]);
    response.json({
      wallets: [
        ...tests,
        { name: 'hot wallet', role: 'gateway', address: wallets.hot.address, balances: hot },
      ],
    });
  });

  router.post('/pay', async (request, response) => {
    response.json(await gateway.testPayments.pay(PaySchema.parse(request.body)));
  });

  router.post('/mine', async (request, response) => {
    const { blocks } = MineSchema.parse(request.body ?? {});
    await gateway.chain.mine(blocks);
    response.json({ block: Number(await gateway.chain.client.getBlockNumber()) });
  });

  router.get('/clock', (_request, response) => {
    response.json({ now: new Date(gateway.clock.now()).toISOString(), offsetMs: gateway.clock.offsetMs });
  });

  router.post('/clock', async (request, response) => {
    const { advanceMs } = ClockSchema.parse(request.body);
    await gateway.clock.advance(gateway.chain, advanceMs);
    const backend = await tellBackend(gateway, advanceMs);
    response.json({
      now: new Date(gateway.clock.now()).toISOString(),
      offsetMs: gateway.clock.offsetMs,
      backend,
    });
  });

  router.get('/faults', (_request, response) => {
    response.json(gateway.faults.current);
  });
  router.put('/faults', (request, response) => {
    response.json(gateway.faults.set(request.body));
  });
  router.delete('/faults', (_request, response) => {
    response.json(gateway.faults.reset());
  });

  router.put('/rates', (request, response) => {
    const rates = RatesSchema.parse(request.body);
    for (const [code, rate] of Object.entries(rates)) gateway.rates.setRate(code, rate);
    response.json(rates);
  });

  router.get('/callbacks/:id', (request, response) => {
    const id = Number(request.params.id);
    response.json({ attempts: gateway.callbacks.attempts(id) });
  });
  router.post('/callbacks/:id/resend', (request, response) => {
    if (gateway.callbacks.resend(Number(request.params.id))) response.json({ resent: true });
    else response.status(404).json({ error: 'There is no such callback.' });
  });

  router.use((_request: Request, response: Response) => {
    response.status(404).json({ error: 'There is nothing here.' });
  });
  router.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) next(error);
    else if (error instanceof z.ZodError) response.status(400).json({ error: z.prettifyError(error) });
    else if (error instanceof SyntaxError) response.status(400).json({ error: 'The body is not JSON.' });
    else if (error instanceof CannotPay) response.status(409).json({ error: error.message });
    else next(error);
  });
  return router;
}

/** Pages of other sites run in the same browser as this one; what they send is refused by its origin. */
function refuseOtherSites(request: Request, response: Response, next: NextFunction): void {
  const origin = request.get('Origin');
  if (origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.get('Host'))) next();
  else response.status(403).json({ error: 'Only the pages of this sandbox may do this.' });
}

/** @returns What the backend answered: an HTTP status, or words where it could not be reached. */
async function tellBackend(gateway: Gateway, advanceMs: number): Promise<number | string> {
  const { backendUrl, sandboxSecret } = gateway.config;
  if (!backendUrl || !sandboxSecret) return 'not configured';
  try {
    const response = await fetch(new URL('/api/demo/clock', backendUrl), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Sandbox-Secret': sandboxSecret },
      body: JSON.stringify({ advanceMs }),
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    });
    await response.arrayBuffer();
    return response.status;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
