import { z } from 'zod';
import { stack } from '../lib/stack.ts';

/** The gateway's own record, as its page shows it to whoever runs it. */
const stateSchema = z.object({
  invoices: z.array(
    z.object({ externalId: z.string(), crypto: z.string(), address: z.string(), balanceBase: z.string() }),
  ),
  payouts: z.array(
    z.object({
      externalId: z.string().nullable(),
      crypto: z.string(),
      amount: z.string(),
      destination: z.string(),
      status: z.string(),
      txid: z.string().nullable(),
      taskId: z.string().nullable(),
    }),
  ),
  tasks: z.array(
    z.object({
      id: z.string(),
      crypto: z.string(),
      destination: z.string(),
      amount: z.string(),
      status: z.string(),
      txid: z.string().nullable(),
      result: z.unknown(),
    }),
  ),
  callbacks: z.array(z.object({ state: z.string(), attempts: z.number() })),
});
export type GatewayState = z.infer<typeof stateSchema>;

const walletsSchema = z.object({
  wallets: z.array(z.object({ name: z.string(), role: z.string(), address: z.string() })),
});

async function ask<S extends z.ZodType>(path: string, schema: S, body?: unknown): Promise<z.infer<S>> {
  const response = await fetch(`${stack.sandboxUrl}${path}`, {
    ...(body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`the gateway’s ${path}: ${response.status} ${await response.text()}`);
  return schema.parse(await response.json());
}

export const readGateway = (): Promise<GatewayState> => ask('/sandbox/state', stateSchema);

/** Where the gateway keeps money beside its invoices’ addresses. */
export async function gatewayWallets(): Promise<string[]> {
  const { wallets } = await ask('/sandbox/wallets', walletsSchema);
  return wallets.filter(({ role }) => role === 'gateway').map(({ address }) => address);
}

/** Moves the clock of chain, gateway and backend. @throws Error where the backend did not hear of it */
export async function moveClock(advanceMs: number): Promise<void> {
  const { backend } = await ask('/sandbox/clock', z.object({ backend: z.unknown() }), { advanceMs });
  if (backend !== 200) throw new Error(`the backend’s clock was not moved: ${String(backend)}`);
}

/** Base units of an amount as the gateway prints it; every asset of a run has six decimals. */
export function baseOf(printed: string): bigint {
  const [whole = '0', fraction = ''] = printed.split('.');
  return BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6));
}
