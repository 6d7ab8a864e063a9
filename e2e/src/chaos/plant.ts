import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { sendTokens, tokenBalance } from '../lib/chain.ts';
import { stack } from '../lib/stack.ts';
import { until } from '../lib/wait.ts';
import { gatewayWallets, readGateway } from './gateway.ts';
import { journalsOf } from './people.ts';
import type { ChaosSettings } from './settings.ts';
import type { Asset } from './shapes.ts';

const PATIENCE_MS = 120_000;

/** Makes one of the three books lie, so that one sees that the comparison notices. */
export async function plant(settings: ChaosSettings, assets: readonly Asset[]): Promise<void> {
  const [asset] = assets;
  if (asset === undefined) throw new Error('there is no asset to plant a fault with');
  switch (settings.plant) {
    case 'journal':
      doctorJournal(settings.folder);
      return;
    case 'transfer': {
      const [hot = ''] = await gatewayWallets();
      const before = await tokenBalance(asset.contract, hot);
      await sendTokens(asset.contract, hot, 1n);
      await until(
        'the planted transfer is in a block',
        async () => ((await tokenBalance(asset.contract, hot)) > before ? true : undefined),
        PATIENCE_MS,
      );
      return;
    }
    case 'payout':
      for (const one of assets) if (await forgePayout(settings, one)) return;
      throw new Error('the gateway holds nothing that could be paid out behind Amn’s back');
    case null:
      return;
  }
}

/** One client's last balance says one unit more than it was told. */
function doctorJournal(folder: string): void {
  const journals = journalsOf(folder);
  const name = readdirSync(journals).sort()[0] ?? '';
  const lines = readFileSync(join(journals, name), 'utf8').trimEnd().split('\n');
  const last = lines.findLastIndex((line) => line.includes('"kind":"balance"'));
  lines[last] = (lines[last] ?? '').replace(/"buyer_credit":"(\d+)"/, (_, amount: string) => {
    return `"buyer_credit":"${BigInt(amount) + 1n}"`;
  });
  writeFileSync(join(journals, name), `${lines.join('\n')}\n`);
}

/**
 * Somebody who knows the gateway's password pays themselves behind Amn's back.
 * @returns whether there was anything to pay
 */
async function forgePayout(settings: ChaosSettings, asset: Asset): Promise<boolean> {
  const { address } = privateKeyToAccount(generatePrivateKey());
  const credentials = Buffer.from(`${settings.payoutUsername}:${settings.payoutPassword}`).toString('base64');
  const response = await fetch(`${stack.sandboxUrl}/api/v1/${asset.code}/payout`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Basic ${credentials}` },
    body: JSON.stringify({ amount: '0.000001', destination: address, fee: '0', external_id: 'forged' }),
  });
  await response.arrayBuffer();
  return until(
    'the forged payout has come to an end',
    async () => {
      const { tasks } = await readGateway();
      const task = tasks.find(({ destination }) => destination.toLowerCase() === address.toLowerCase());
      if (task === undefined) throw new Error(`nothing was forged: ${response.status}`);
      return task.status === 'PENDING' ? undefined : task.status === 'SUCCESS' && task.txid !== null;
    },
    PATIENCE_MS,
  );
}
