/**
 * A chain of its own with one contract wallet (EIP-1271) on it, in a process of its own: compiler and chain are
 * the sandbox's packages. The wallet's owner is the address given. Prints one line of JSON when it is ready and
 * stops on SIGTERM.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createPublicClient, createWalletClient, http, type Abi, type Hex } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import { foundry } from 'viem/chains';

const SANDBOX = join(import.meta.dirname, '../../../sandbox/src');
const load = async (file: string): Promise<unknown> => import(pathToFileURL(join(SANDBOX, file)).href);

const { startAnvil } = (await load('shkeeper/testing/anvil.ts')) as {
  startAnvil: (args: readonly string[]) => Promise<{ rpcUrl: string; stop: () => Promise<void> }>;
};
const { compileContracts } = (await load('chain/compile.ts')) as {
  compileContracts: () => Record<string, { abi: Abi; bytecode: Hex }>;
};
const { TEST_MNEMONIC } = (await load('chain/test-wallets.ts')) as { TEST_MNEMONIC: string };

const anvil = await startAnvil([]);
const transport = http(anvil.rpcUrl);
const account = mnemonicToAccount(TEST_MNEMONIC);
const bank = createWalletClient({ account, chain: foundry, transport });
const contract = compileContracts()['SignatureWallet'];
if (contract === undefined) throw new Error('contracts/ has no SignatureWallet');
const hash = await bank.deployContract({ ...contract, args: [process.argv[2]] });
const reader = createPublicClient({ chain: foundry, transport, pollingInterval: 50 });
const { contractAddress } = await reader.waitForTransactionReceipt({ hash });
process.stdout.write(`${JSON.stringify({ rpcUrl: anvil.rpcUrl, wallet: contractAddress })}\n`);

process.once('SIGTERM', () => {
  void anvil.stop().then(() => process.exit(0));
});
