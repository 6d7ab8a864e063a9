import { encodeFunctionData, erc20Abi, ExecutionRevertedError, BaseError, type Address } from 'viem';
import type { Config } from 'wagmi';
import { getPublicClient } from 'wagmi/actions';
import type { TransferCheck } from './wallet-step';

export interface Transfer {
  readonly chainId: number;
  readonly from: Address;
  readonly token: Address;
  readonly to: Address;
  /** Base units. */
  readonly amount: bigint;
}

/**
 * Asks the network, over the configured RPC and not over the wallet, whether a transfer can be made.
 * @throws BaseError when the network cannot be read
 */
export async function checkTransfer(config: Config, transfer: Transfer): Promise<TransferCheck> {
  const { chainId, from, token, to, amount } = transfer;
  const client = getPublicClient(config, { chainId });
  if (!client) throw new RangeError(`chain ${chainId} is not configured`);
  const [held, coin] = await Promise.all([
    client.readContract({ address: token, abi: erc20Abi, functionName: 'balanceOf', args: [from] }),
    client.getBalance({ address: from }),
  ]);
  if (held < amount) return { token: held, coin, fee: null, refused: false };
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [to, amount] });
  try {
    // Without a price for gas the estimate does not ask whether the fee can be paid; that is told by itself.
    const [gas, gasPrice] = await Promise.all([
      client.estimateGas({ account: from, to: token, data }),
      client.getGasPrice(),
    ]);
    return { token: held, coin, fee: gas * gasPrice, refused: false };
  } catch (error) {
    const reverted =
      error instanceof BaseError && error.walk((cause) => cause instanceof ExecutionRevertedError);
    if (reverted) return { token: held, coin, fee: null, refused: true };
    // Some nodes refuse to estimate for an account without any coin.
    if (coin === 0n) return { token: held, coin, fee: 1n, refused: false };
    throw error;
  }
}
