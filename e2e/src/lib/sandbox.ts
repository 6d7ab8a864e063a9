import { stack } from './stack.ts';

/**
 * Sends coins from a test wallet of the sandbox to any address.
 * @param amountBase base units
 * @throws Error with what the sandbox said
 */
export async function sendCoins(address: string, asset: string, amountBase: bigint): Promise<void> {
  const response = await fetch(`${stack.sandboxUrl}/sandbox/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ address, asset, amountBase: amountBase.toString() }),
  });
  if (!response.ok) throw new Error(`the sandbox sent nothing: ${response.status} ${await response.text()}`);
}
