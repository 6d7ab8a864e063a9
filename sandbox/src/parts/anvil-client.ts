import { z } from 'zod';

const request = z.object({
  jsonrpc: z.string().optional(),
  id: z.union([z.string(), z.number(), z.null()]).optional(),
  method: z.string(),
  params: z.array(z.unknown()).optional(),
});

/** One JSON-RPC request, with parameters by position. */
export type RpcRequest = z.infer<typeof request>;
export type RpcResponse = { jsonrpc: '2.0'; id: RpcRequest['id'] } & (
  { result: unknown } | { error: { code: number; message: string; data?: unknown } }
);

/** The request, or undefined where this is none. */
export function parseRpcRequest(body: unknown): RpcRequest | undefined {
  return request.safeParse(body).data;
}

const block = z.object({
  number: z.string().transform(Number),
  timestamp: z.string().transform(Number),
  transactions: z.array(z.string()),
});

const answer = z.looseObject({
  result: z.unknown().optional(),
  error: z.looseObject({ code: z.number(), message: z.string(), data: z.unknown().optional() }).optional(),
});

/** Speaks JSON-RPC with the bare anvil. */
export class AnvilClient {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** Passes a request on as it is; an error that anvil answers is an answer too. */
  async forward({ id, method, params }: RpcRequest): Promise<RpcResponse> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: params ?? [] }),
    });
    const { result, error } = answer.parse(await response.json());
    return error === undefined ? { jsonrpc: '2.0', id, result } : { jsonrpc: '2.0', id, error };
  }

  /** The result of a call. Throws where anvil answers an error. */
  async call(method: string, params: readonly unknown[]): Promise<unknown> {
    const response = await this.forward({ method, params: [...params] });
    if ('error' in response) throw new Error(`${method}: ${response.error.message}`);
    return response.result;
  }

  /** The head of the chain: its number, time in seconds and transaction hashes. */
  async latestBlock(): Promise<z.infer<typeof block>> {
    return block.parse(await this.call('eth_getBlockByNumber', ['latest', false]));
  }
}
