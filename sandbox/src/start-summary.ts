import { z } from 'zod';
import { relayUrl } from './product-env.ts';
import type { Stack } from './start-stack.ts';

const demo = z.object({
  data: z.object({
    accounts: z.array(
      z.object({
        name: z.string(),
        email: z.string(),
        password: z.string(),
        language: z.string(),
        about: z.string(),
      }),
    ),
  }),
});

/** Lines of a table with columns as wide as their widest cell. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, i) => Math.max(cell.length, widest[i] ?? 0)),
    [],
  );
  return rows
    .map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
}

/** The people that the demo lets in, as the backend tells them; none where it is no demo. */
async function demoAccounts(backendPort: number): Promise<z.infer<typeof demo>['data']['accounts']> {
  const response = await fetch(`http://127.0.0.1:${backendPort}/api/demo`);
  const parsed = demo.safeParse(await response.json());
  return parsed.success ? parsed.data.data.accounts : [];
}

/** What a person needs to know of a stack that runs: addresses and logins. */
export async function describe(stack: Stack, mode: 'production' | 'development'): Promise<string> {
  const { addresses, sandboxUrl } = stack;
  const api = mode === 'production' ? addresses.publicUrl : `http://localhost:${addresses.backendPort}`;
  const parts = [
    ['Amn', addresses.publicUrl],
    ['API reference', `${api}/api/docs`],
    ['Mail inbox', addresses.mailUrl],
    ['SHKeeper sandbox', sandboxUrl],
    ['Chain (JSON-RPC)', addresses.chainUrl],
    ...(addresses.relayPort === undefined ? [] : [['WalletConnect relay', relayUrl(addresses.relayPort)]]),
    ['Logs and data', stack.stateDir],
  ];
  const accounts = stack.isSeeded ? await demoAccounts(addresses.backendPort) : [];
  if (accounts.length === 0) return table(parts);
  const people = accounts.map(({ name, email, password, language }) => [name, email, password, language]);
  return `${table(parts)}\n\nDemo logins (one click on the sign-in page):\n${table(people)}`;
}
