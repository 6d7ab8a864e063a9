import { nodeOf } from '../../config/chain-nodes.ts';
import { env } from '../../config/env.ts';
import { forbidInTransaction } from '../../platform/transaction.ts';
import { createChainReader, type ChainReader } from './chain/chain-reader.ts';
import { createShkeeperClient, type ShkeeperClient } from './shkeeper/shkeeper.client.ts';
import type { WebhookKeys } from './shkeeper/shkeeper.signature.ts';

const TIMEOUT_MS = 12_000;
const CALLBACK_PATH = '/api/payment/shkeeper/webhook';

let client: ShkeeperClient | undefined;
const readers = new Map<number, ChainReader>();

/** The gateway of this process. Calls are refused inside a transaction, since MongoDB may run that again. */
export function gateway(): ShkeeperClient {
  client ??= createShkeeperClient(
    {
      baseUrl: env().SHKEEPER_URL,
      apiKey: env().SHKEEPER_API_KEY,
      payoutUsername: env().SHKEEPER_PAYOUT_USERNAME,
      payoutPassword: env().SHKEEPER_PAYOUT_PASSWORD,
      timeoutMs: TIMEOUT_MS,
    },
    () => {
      forbidInTransaction('a call to the gateway');
    },
  );
  return client;
}

/** The chain's own word, where CHAIN_RPC_URL names a node of it; null otherwise. */
export function chainReader(chainId: number): ChainReader | null {
  const rpcUrl = nodeOf(env().CHAIN_RPC_URL, chainId);
  if (rpcUrl === undefined) return null;
  const reader = readers.get(chainId) ?? createChainReader(rpcUrl, chainId);
  readers.set(chainId, reader);
  return reader;
}

/** Where the gateway is told to send callbacks. */
export const callbackUrl = (): string => `${env().SHKEEPER_WEBHOOK_URL}${CALLBACK_PATH}`;

/** The one format that is accepted, with the present key and, while keys are rotated, the one before. */
export function webhookKeys(): WebhookKeys {
  const { SHKEEPER_WEBHOOK_FORMAT: format } = env();
  const pair =
    format === 'spec'
      ? [env().SHKEEPER_WEBHOOK_SECRET, env().SHKEEPER_PREVIOUS_WEBHOOK_SECRET]
      : [env().SHKEEPER_API_KEY, env().SHKEEPER_PREVIOUS_API_KEY];
  return { format, keys: pair.filter((key) => key !== undefined) };
}
