import { createPublicClient, erc20Abi, http, type Address } from 'viem';
import { stack } from './stack.ts';

const client = createPublicClient({ transport: http(stack.rpcUrl), cacheTime: 0 });

/** Base units of a token that an address holds, read from the chain. */
export function tokenBalance(token: string, holder: string): Promise<bigint> {
  return client.readContract({
    address: token as Address,
    abi: erc20Abi,
    functionName: 'balanceOf',
    args: [holder as Address],
  });
}
