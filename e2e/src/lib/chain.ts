import {
  createPublicClient,
  createWalletClient,
  defineChain,
  erc20Abi,
  http,
  type Address,
  type Hash,
} from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import { stack } from './stack.ts';

const transport = http(stack.rpcUrl);
const client = createPublicClient({ transport, cacheTime: 0 });

/** The phrase that every local chain uses for its accounts; these hold test tokens and nothing else anywhere. */
const TEST_PHRASE = 'test test test test test test test test test test test junk';
/** A wallet that the demo fills and that none of its history spends from. */
const BUYER_WALLET = 3;

/** Base units of the chain's own coin that an address holds. */
export const coinBalance = (holder: string): Promise<bigint> =>
  client.getBalance({ address: holder as Address });

/** Base units of a token that an address holds, read from the chain. */
export function tokenBalance(token: string, holder: string): Promise<bigint> {
  return client.readContract({
    address: token as Address,
    abi: erc20Abi,
    functionName: 'balanceOf',
    args: [holder as Address],
  });
}

/**
 * Sends tokens as anybody's wallet does: a signed transfer, handed to the chain.
 * @param walletIndex number of the test wallet; of transfers at one moment each needs a wallet of its own
 */
export async function sendTokens(
  token: string,
  to: string,
  amountBase: bigint,
  walletIndex = BUYER_WALLET,
): Promise<Hash> {
  const id = await client.getChainId();
  const chain = defineChain({
    id,
    name: 'test chain',
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [stack.rpcUrl] } },
  });
  const account = mnemonicToAccount(TEST_PHRASE, { addressIndex: walletIndex });
  const wallet = createWalletClient({ account, chain, transport });
  return wallet.writeContract({
    address: token as Address,
    abi: erc20Abi,
    functionName: 'transfer',
    args: [to as Address, amountBase],
  });
}

/** Every transfer of a token since the chain's first block; addresses and hashes in lower case. */
export async function tokenTransfers(
  token: string,
): Promise<{ txid: string; from: string; to: string; amountBase: bigint }[]> {
  const logs = await client.getContractEvents({
    address: token as Address,
    abi: erc20Abi,
    eventName: 'Transfer',
    fromBlock: 0n,
    strict: true,
  });
  return logs.map(({ transactionHash, args }) => ({
    txid: transactionHash.toLowerCase(),
    from: args.from.toLowerCase(),
    to: args.to.toLowerCase(),
    amountBase: args.value,
  }));
}
