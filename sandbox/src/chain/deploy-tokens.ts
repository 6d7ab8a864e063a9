import {
  createPublicClient,
  createWalletClient,
  defineChain,
  encodeDeployData,
  encodeFunctionData,
  getContractAddress,
  http,
  parseEther,
  type Address,
  type Hex,
} from 'viem';
import { compileContracts } from './compile.ts';
import { testWallet, testWallets } from './test-wallets.ts';

/** Whole tokens and ether that each buyer and seller wallet starts with. */
const START_TOKENS = 1_000_000n * 10n ** 6n;
const START_ETHER = parseEther('1000');
const SUPPLY = 1_000_000_000n * 10n ** 6n;

export interface TestTokens {
  chainId: number;
  usdt: Address;
  usdc: Address;
  /** Sends several transfers in one transaction; see contracts/SplitSender.sol. */
  splitSender: Address;
}

/** One asset in the gateway's token list; the contract is missing for the chain's own coin. */
export interface TokenListEntry {
  code: string;
  displayName: string;
  decimals: number;
  contract?: Address;
}

/**
 * Puts the test tokens and the money of the test wallets on a development chain. Safe to call at every
 * start: what is there already is left alone, and the addresses depend on nothing but the bank's first
 * three transactions, so they are the same on every chain.
 *
 * @param rpcUrl JSON-RPC address of a chain that knows the usual test accounts (anvil does).
 * @throws Error where the bank has been used for something else before, or a transaction fails.
 */
export async function deployTokens(rpcUrl: string): Promise<TestTokens> {
  const contracts = compileContracts();
  const bank = testWallet('bank').account;
  const reader = createPublicClient({ transport: http(rpcUrl), pollingInterval: 50 });
  const chainId = await reader.getChainId();
  const chain = defineChain({
    id: chainId,
    name: 'development chain',
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
  const sender = createWalletClient({ account: bank, chain, transport: http(rpcUrl) });

  const plan = [
    { name: 'TestUSDT', args: [SUPPLY] },
    { name: 'TestUSDC', args: [SUPPLY] },
    { name: 'SplitSender', args: [] },
  ] as const;
  const addresses = plan.map((_, nonce) =>
    getContractAddress({ from: bank.address, nonce: BigInt(nonce) }),
  ) as [Address, Address, Address];
  const [usdt, usdc, splitSender] = addresses;

  let nonce = await reader.getTransactionCount({ address: bank.address, blockTag: 'pending' });
  let sent: Hex[] = [];
  const send = async (tx: { to?: Address; data?: Hex; value?: bigint }): Promise<void> => {
    const gas = tx.data ? 3_000_000n : 21_000n;
    sent.push(await sender.sendTransaction({ ...tx, nonce, gas }));
    nonce += 1;
  };
  const settle = async (): Promise<void> => {
    for (const hash of sent) {
      const receipt = await reader.waitForTransactionReceipt({ hash });
      if (receipt.status !== 'success') throw new Error(`Setting up the test tokens failed in ${hash}.`);
    }
    sent = [];
  };

  for (const [index, { name, args }] of plan.entries()) {
    const contract = contracts[name];
    if (!contract) throw new Error(`contracts/ has no ${name}.`);
    if ((await reader.getCode({ address: addresses[index] ?? bank.address })) !== undefined) continue;
    if (nonce !== index) throw new Error(`The bank's account was used before ${name} could be deployed.`);
    await send({ data: encodeDeployData({ ...contract, args: [...args] }) });
  }
  await settle();
  for (const { role, account } of testWallets()) {
    if (role === 'bank') continue;
    // Who has sent something has had the money; only wallets that never got any are filled.
    if ((await reader.getTransactionCount({ address: account.address })) > 0) continue;
    for (const [index, token] of [usdt, usdc].entries()) {
      const abi = contracts[plan[index]?.name ?? '']?.abi ?? [];
      if ((await balanceOf(reader, token, account.address)) > 0n) continue;
      const data = encodeFunctionData({
        abi,
        functionName: 'transfer',
        args: [account.address, START_TOKENS],
      });
      await send({ to: token, data });
    }
    if ((await reader.getBalance({ address: account.address })) < START_ETHER) {
      await send({ to: account.address, value: START_ETHER });
    }
  }
  await settle();
  return { chainId, usdt, usdc, splitSender };
}

/** The list the gateway sandbox takes in SHKEEPER_SANDBOX_TOKENS. */
export function tokenList(tokens: TestTokens): TokenListEntry[] {
  return [
    { code: 'ETH', displayName: 'Ethereum', decimals: 18 },
    { code: 'ETH-USDC', displayName: 'ERC20 USDC', decimals: 6, contract: tokens.usdc },
    { code: 'ETH-USDT', displayName: 'ERC20 USDT', decimals: 6, contract: tokens.usdt },
  ];
}

async function balanceOf(
  reader: ReturnType<typeof createPublicClient>,
  token: Address,
  holder: Address,
): Promise<bigint> {
  return reader.readContract({
    address: token,
    abi: [
      {
        type: 'function',
        name: 'balanceOf',
        stateMutability: 'view',
        inputs: [{ type: 'address' }],
        outputs: [{ type: 'uint256' }],
      },
    ],
    functionName: 'balanceOf',
    args: [holder],
  });
}
