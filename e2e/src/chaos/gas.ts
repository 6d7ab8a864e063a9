import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Refusal } from '../lib/api.ts';
import { coinBalance } from '../lib/chain.ts';
import type { Caller } from './caller.ts';
import { gatewayWallets } from './gateway.ts';
import { moneySchema } from './shapes.ts';

/** The coin that the run's chain takes its fees in. */
export const COIN = 'ETH';

/** Comparisons run by themselves too, one at a time. */
const TRIES = 120;

const signedSchema = z.object({ amount: z.string(), asset: z.string() });
const comparisonSchema = z.object({
  id: z.string(),
  assets: z.array(
    z.object({
      asset: z.string(),
      fees: z.object({ state: z.string(), amount: signedSchema }).nullable(),
      readings: z.array(z.object({ source: z.string(), unexplained: signedSchema.nullable() })),
    }),
  ),
});
type Comparison = z.infer<typeof comparisonSchema>;

/** What the gateway's wallet begins with, booked as an operator does before the first payout. */
export async function bookFirstGas(admin: Caller): Promise<void> {
  const wallets = await gatewayWallets();
  const balances = await Promise.all(wallets.map(coinBalance));
  const amount = balances.reduce((sum, one) => sum + one, 0n).toString();
  const money = moneySchema.parse({ amount, asset: COIN });
  const body = { reference: 'first-gas', money, note: 'For the run.' };
  await admin.stepUp();
  await admin.post('/api/payout/desk/gas-top-ups', body, z.unknown());
}

async function compare(admin: Caller): Promise<Comparison> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await admin.post('/api/books/reconciliations', {}, comparisonSchema);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'CONFLICT' || attempt === TRIES) throw error;
      await sleep(500);
    }
  }
}

/**
 * Books what sweeps have burnt, as an admin does where it is too much to book itself.
 * @returns what a comparison does not explain after that, a line each
 */
export async function bookSweeps(admin: Caller): Promise<string[]> {
  const first = await compare(admin);
  if (first.assets.some(({ asset, fees }) => asset === COIN && fees?.state === 'large')) {
    const body = { reconciliationId: first.id, asset: COIN, note: 'Sweeps of the run.' };
    await admin.stepUp();
    await admin.post('/api/books/sweep-fees', body, z.unknown());
  }
  const { assets } = await compare(admin);
  return assets.flatMap(({ asset, readings }) =>
    readings
      .filter(({ unexplained }) => unexplained !== null && unexplained.amount !== '0')
      .map(
        ({ source, unexplained }) =>
          `${asset}: the ${source} differs from the books by ${unexplained?.amount ?? ''}`,
      ),
  );
}
