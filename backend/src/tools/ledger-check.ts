import { wireModules } from '../app/wire.ts';
import { env } from '../config/env.ts';
import { gateway, registeredAssets } from '../modules/integration/index.ts';
import { accounts, checkLedger } from '../modules/ledger/index.ts';
import { connectMongo, disconnectMongo } from '../platform/mongo.ts';
import { parseUnits, formatUnits } from '../shared/money.ts';

/**
 * Prints a verdict on the books and ends with 1 when an invariant is broken or the gateway holds another amount
 * than the ledger says. Reads only; may run beside a working backend, whose payouts on their way can then make
 * the two differ for a moment.
 */

async function compareWithGateway(heldBase: ReadonlyMap<string, bigint>): Promise<string[]> {
  const lines = await Promise.all(
    registeredAssets().map(async ({ code, decimals }) => {
      const printed = await gateway().readBalance(code);
      const inGateway = parseUnits(printed, decimals);
      const inLedger = heldBase.get(code) ?? 0n;
      const differs = inGateway !== inLedger;
      process.stdout.write(
        `${code}: ledger ${formatUnits(inLedger, decimals)}, gateway ${formatUnits(inGateway, decimals)}\n`,
      );
      return differs
        ? [`the gateway holds ${printed} ${code}, the ledger ${formatUnits(inLedger, decimals)}`]
        : [];
    }),
  );
  return lines.flat();
}

await connectMongo(env().MONGODB_URI);
wireModules();
const verdict = await checkLedger();
const held = new Map(
  registeredAssets().map(({ code }) => {
    const sum = verdict.sums.get(`${accounts.gateway(code)}|${code}`);
    return [code, -(sum?.balanceBase ?? 0n)] as const;
  }),
);
const faults = [
  ...verdict.faults.map(({ invariant, detail }) => `${invariant}: ${detail}`),
  ...(await compareWithGateway(held)),
];
for (const fault of faults) process.stdout.write(`✗ ${fault}\n`);
process.stdout.write(
  faults.length === 0
    ? `✓ ${verdict.postings} postings, every invariant holds\n`
    : `${faults.length} faults in ${verdict.postings} postings\n`,
);
await disconnectMongo();
process.exit(faults.length === 0 ? 0 : 1);
