import { createWalletClient, http, type Address, type Hash, type Hex, type TypedDataDefinition } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { z } from 'zod';
import { stack } from './stack.ts';

const textParams = z.tuple([z.string(), z.string()]);
const transactionParams = z.tuple([z.object({ to: z.string(), data: z.string() })]);

/**
 * What every wallet of a journey has, however a page reaches it: a key of its own, which signs what the page asks for
 * and sends real transactions on the stack's chain.
 */
export class WalletKey {
  readonly #account = privateKeyToAccount(generatePrivateKey());
  readonly #asked: string[] = [];
  readonly #sent: Hash[] = [];

  get address(): Address {
    return this.#account.address;
  }

  /** Transactions it has sent, oldest first. */
  get sent(): readonly Hash[] {
    return this.#sent;
  }

  /** How often a method was asked for. */
  timesAsked(method: string): number {
    return this.#asked.filter((asked) => asked === method).length;
  }

  protected note(method: string): void {
    this.#asked.push(method);
  }

  protected sign(method: 'personal_sign' | 'eth_signTypedData_v4', params: unknown): Promise<Hex> {
    const texts = textParams.parse(params);
    return method === 'personal_sign'
      ? this.#account.signMessage({ message: { raw: texts[0] as Hex } })
      : this.#account.signTypedData(JSON.parse(texts[1]) as TypedDataDefinition);
  }

  protected async send(params: unknown): Promise<Hash> {
    const [{ to, data }] = transactionParams.parse(params);
    const client = createWalletClient({ account: this.#account, transport: http(stack.rpcUrl) });
    const hash = await client.sendTransaction({ chain: null, to: to as Address, data: data as Hex });
    this.#sent.push(hash);
    return hash;
  }
}

const chainParams = z.tuple([z.object({ chainId: z.string() })]);

/** The network that a page asks a wallet to go to, or to learn. */
export const chainAskedFor = (params: unknown): number => Number(chainParams.parse(params)[0].chainId);
