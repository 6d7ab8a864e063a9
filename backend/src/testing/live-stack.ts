import { setTimeout as sleep } from 'node:timers/promises';
import { createPublicClient, erc20Abi, http, type Address, type Hash } from 'viem';
import { z } from 'zod';
import { TEST_ASSETS } from './environment.ts';
import { freePort } from './redis-process.ts';
import { spawnNode, type Exit, type RunningProcess } from './spawn.ts';

/** The real parts: a chain, the SHKeeper sandbox, and servers of ours that can be killed. */

const readySchema = z.object({
  rpcUrl: z.string(),
  url: z.string(),
  tokens: z.looseObject({ usdt: z.string(), usdc: z.string() }),
});

interface AnvilReorg {
  readonly Method: 'anvil_reorg';
  readonly Parameters: [depth: number, transactions: []];
  readonly ReturnType: null;
}

type Ready = z.infer<typeof readySchema>;

export interface LiveSandbox extends Ready {
  /** Where its callbacks go: the port of the server that is to hear them. */
  readonly port: number;
  /** Sends a real token transfer from a test wallet. */
  readonly pay: (request: object) => Promise<{ txid: string }>;
  readonly setFaults: (faults: object) => Promise<void>;
  readonly state: () => Promise<unknown>;
  /** Base units of the test USDT that somebody holds on the chain. */
  readonly usdtOf: (holder: string) => Promise<bigint>;
  /** Base units of the test USDT at all addresses of the gateway: of invoices, and its wallet. */
  readonly usdtOfGateway: () => Promise<bigint>;
  /** The chain drops the block with this transaction and all after it, for others without what was in them. */
  readonly takeBack: (txid: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Several suites may share two cores. */
const START_WITHIN_MS = 90_000;

/** Looks again and again until `check` gives something. */
export async function eventually<T>(
  what: string,
  check: () => Promise<T | null | undefined | false>,
  withinMs = 60_000,
): Promise<T> {
  const giveUpAt = Date.now() + withinMs;
  while (Date.now() < giveUpAt) {
    const found = await check();
    if (found !== null && found !== undefined && found !== false) return found;
    await sleep(100);
  }
  throw new Error(`waited in vain: ${what}`);
}

async function firstLine(running: RunningProcess, what: string): Promise<string> {
  const look = async () => {
    if (running.child.exitCode !== null) throw new Error(`${what}: ${(await running.exit).stderr}`);
    return running.output().split('\n').slice(0, -1)[0];
  };
  return eventually(what, look, START_WITHIN_MS);
}

const addressesSchema = z.object({ invoices: z.array(z.object({ address: z.string() })) });
const walletsSchema = z.object({ wallets: z.array(z.object({ role: z.string(), address: z.string() })) });

interface LiveOptions {
  /** How often the chain has a new block; most suites only wait for a few of them. */
  readonly blockSeconds?: number;
  readonly confirmations?: number;
}

/** Starts chain and gateway; from then on this process and the servers that it starts work on them. */
export async function startLiveSandbox({
  blockSeconds = 0.5,
  confirmations = 2,
}: LiveOptions = {}): Promise<LiveSandbox> {
  const { SHKEEPER_API_KEY: apiKey = '', SHKEEPER_PAYOUT_PASSWORD: payoutPassword = '' } = process.env;
  // Waits of the gateway are a fiftieth of the real ones: a callback is repeated after about a second.
  const settings = {
    apiKey,
    payoutUsername: 'payout',
    payoutPassword,
    timeScale: 0.02,
    pollMs: 100,
    unconfirmedCallbacks: true,
  };
  const args = [JSON.stringify(settings), String(blockSeconds)];
  const running = spawnNode('src/testing/sandbox-child.ts', args);
  const ready = readySchema.parse(JSON.parse(await firstLine(running, 'the sandbox')));
  const port = await freePort();
  Object.assign(process.env, liveEnvironment(ready, port, confirmations));
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(ready.url + path, {
      method,
      headers: { 'Content-Type': 'application/json', 'X-Shkeeper-Api-Key': apiKey },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const chain = createPublicClient({ transport: http(ready.rpcUrl) });
  const usdtOf = (holder: string): Promise<bigint> =>
    chain.readContract({
      address: ready.tokens.usdt as Address,
      abi: erc20Abi,
      functionName: 'balanceOf',
      args: [holder as Address],
    });
  return {
    ...ready,
    port,
    pay: async (request) => z.object({ txid: z.string() }).parse(await call('POST', '/sandbox/pay', request)),
    setFaults: async (faults) => {
      await call('PUT', '/sandbox/faults', faults);
    },
    state: () => call('GET', '/sandbox/state'),
    usdtOf,
    usdtOfGateway: async () => {
      const { invoices } = addressesSchema.parse(await call('GET', '/sandbox/state'));
      const { wallets } = walletsSchema.parse(await call('GET', '/sandbox/wallets'));
      const own = wallets.filter(({ role }) => role === 'gateway');
      const addresses = new Set([...own, ...invoices].map(({ address }) => address));
      const balances = await Promise.all([...addresses].map(usdtOf));
      return balances.reduce((sum, balance) => sum + balance, 0n);
    },
    takeBack: async (txid) => {
      const { blockNumber } = await chain.getTransactionReceipt({ hash: txid as Hash });
      const depth = Number((await chain.getBlockNumber({ cacheTime: 0 })) - blockNumber) + 1;
      await chain.request<AnvilReorg>({ method: 'anvil_reorg', params: [depth, []] });
    },
    stop: async () => {
      running.child.kill('SIGTERM');
      await running.exit;
    },
  };
}

/** What servers and the test's own process need to work on that sandbox. */
function liveEnvironment(sandbox: Ready, port: number, confirmations: number): Record<string, string> {
  const assets = TEST_ASSETS.map((asset) => ({
    ...asset,
    contract: asset.symbol === 'USDT' ? sandbox.tokens.usdt : sandbox.tokens.usdc,
    confirmations,
  }));
  return {
    SHKEEPER_URL: sandbox.url,
    SHKEEPER_WEBHOOK_URL: `http://127.0.0.1:${port}`,
    CHAIN_RPC_URL: sandbox.rpcUrl,
    PAYMENT_VERIFICATION: 'chain',
    ASSET_REGISTRY: JSON.stringify(assets),
    PAYOUT_ADDRESS_HOLD_HOURS: '0',
  };
}

export interface LiveServer {
  readonly url: string;
  /** Resolves when the process is gone. */
  readonly exit: Promise<Exit>;
  readonly stop: () => Promise<void>;
}

const portOf = (output: string): number | undefined => {
  const line = output.split('\n').find((text) => text.includes('the API listens'));
  return line === undefined ? undefined : (JSON.parse(line) as { boundPort: number }).boundPort;
};

/**
 * The real server, killed at `crashPoint` if one is named.
 * @param port where the gateway's callbacks are to find it; 0 takes any that is free
 */
export async function startServer(port: number, crashPoint = ''): Promise<LiveServer> {
  const changes = { PORT: String(port), LOG_LEVEL: 'info', CRASH_POINT: crashPoint };
  const running = spawnNode('src/server.ts', [], changes, { pack: true });
  const urlOf = () => `http://127.0.0.1:${portOf(running.output()) ?? port}`;
  const isUp = async (): Promise<boolean> => {
    if (running.child.exitCode !== null || running.child.signalCode !== null) return true;
    if (portOf(running.output()) === undefined) return false;
    try {
      return (await fetch(`${urlOf()}/api/health/ready`)).ok;
    } catch {
      return false;
    }
  };
  try {
    await eventually(`a server with the crash point “${crashPoint}”`, isUp, START_WITHIN_MS);
  } catch (error) {
    // It would come up later, on a port that another test uses by then.
    running.child.kill('SIGKILL');
    throw error;
  }
  return {
    url: urlOf(),
    exit: running.exit,
    stop: async () => {
      running.child.kill('SIGTERM');
      await running.exit;
    },
  };
}

/** It has come to its crash point: nothing but that kills it in this way. */
export async function expectKilled(server: LiveServer): Promise<void> {
  const end = await Promise.race([server.exit, sleep(START_WITHIN_MS, null, { ref: false })]);
  if (end === null) await server.stop();
  if (end?.signal !== 'SIGKILL') throw new Error(`it never came to its crash point: ${JSON.stringify(end)}`);
}

/**
 * Somebody presses a button of a server of its own, which dies of it at `crashPoint`. What another server does with
 * the same thing at that moment is a conflict; then they press again, as they were told.
 */
export async function pressAndDie(
  crashPoint: string,
  press: (url: string) => Promise<Response>,
): Promise<void> {
  const doomed = await startServer(0, crashPoint);
  const isGone = async (): Promise<boolean> => {
    try {
      const answer = await press(doomed.url);
      if (answer.status === 409) return false;
      throw new AnsweredError(`answered ${answer.status}: ${await answer.text()}`);
    } catch (error) {
      if (error instanceof AnsweredError) throw error;
      return true;
    }
  };
  try {
    await eventually(`the end of a server at ${crashPoint}`, isGone);
  } catch (error) {
    await doomed.stop();
    throw error;
  }
  await expectKilled(doomed);
}

class AnsweredError extends Error {}
