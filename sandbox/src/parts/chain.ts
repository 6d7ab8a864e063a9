import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sandboxRoot } from '../lib/paths.ts';
import { messageOf, type Say } from '../lib/say.ts';
import { tiers, type Supervisor } from '../lib/supervisor.ts';
import { untilWorks } from '../lib/wait.ts';
import { AnvilClient, parseRpcRequest, type RpcResponse } from './anvil-client.ts';
import { ChainKeeper } from './chain-keeper.ts';
import { ChainStore } from './chain-store.ts';
import { findOnPath, runTool } from './run-tool.ts';
import type { StartedPart } from './started-part.ts';

/** The chain id that wallets know as a local test chain. */
export const chainId = 31337;

/** The anvil program itself, without the script that npm puts before it. */
function anvilProgram(): string {
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
  try {
    const folder = import.meta.resolve(`@foundry-rs/anvil-${process.platform}-${architecture}/package.json`);
    return join(fileURLToPath(folder), '../bin/anvil');
  } catch (error) {
    const found = findOnPath(['anvil']);
    if (found !== undefined) return found;
    throw new Error(`no anvil for ${process.platform} ${process.arch}: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

async function answerRpc(keeper: ChainKeeper, body: string): Promise<RpcResponse | RpcResponse[]> {
  const invalid: RpcResponse = {
    jsonrpc: '2.0',
    id: null,
    error: { code: -32600, message: 'Invalid request' },
  };
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return { jsonrpc: '2.0', id: null, error: { code: -32700, message: 'Parse error' } };
  }
  const one = async (part: unknown): Promise<RpcResponse> => {
    const request = parseRpcRequest(part);
    if (request === undefined) return invalid;
    try {
      return await keeper.handle(request);
    } catch (error) {
      return { jsonrpc: '2.0', id: request.id, error: { code: -32603, message: messageOf(error) } };
    }
  };
  return Array.isArray(parsed) ? Promise.all(parsed.map(one)) : one(parsed);
}

async function serve(keeper: ChainKeeper, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A wallet in the browser reads the chain from the app's page, which is another origin.
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-headers', 'content-type');
  if (request.method !== 'POST') {
    response.writeHead(request.method === 'OPTIONS' ? 204 : 405).end();
    return;
  }
  const answer = await answerRpc(keeper, await text(request));
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

export interface ChainPart extends StartedPart {
  /** Sets the time between blocks, in milliseconds; 1000 at first. */
  setPace: (blockMs: number) => void;
}

export interface ChainOptions {
  folder: string;
  findPort: () => Promise<number>;
  /** For anvil itself, which only the keeper speaks to. */
  findBarePort: () => Promise<number>;
  say: Say;
  /** How far a new chain's clock starts from this machine's, in seconds; negative is the past. */
  initialOffsetSeconds?: number;
  onFailure: (error: unknown) => void;
}

/** Starts the test chain with its funded accounts; `url` answers JSON-RPC over HTTP. */
export async function startChain(supervisor: Supervisor, options: ChainOptions): Promise<ChainPart> {
  const program = anvilProgram();
  const version = /Version: (\S+)/.exec(await runTool(program, ['--version']))?.[1] ?? 'of unknown version';
  const store = new ChainStore(options.folder);
  const kept = await store.loadableDump();
  const initialOffsetSeconds = options.initialOffsetSeconds ?? 0;
  // Anvil mines nothing before the time it is started with, which is this machine's unless told, also with a chain
  // that was kept: one whose clock is behind could not go on.
  const offsetSeconds = (await store.readPosition())?.offsetSeconds ?? initialOffsetSeconds;
  const startTime = Math.floor(Date.now() / 1000) + offsetSeconds - 1;
  const [port, barePort] = [await options.findPort(), await options.findBarePort()];
  const running = await supervisor.spawn({
    name: 'anvil',
    command: program,
    args: [
      ...['--host', '127.0.0.1', '--port', String(barePort), '--chain-id', String(chainId), '--silent'],
      ...['--no-mining', '--accounts', '20', '--balance', '10000'],
      ...['--timestamp', String(startTime)],
      ...(kept === undefined ? [] : ['--load-state', kept]),
    ],
    cwd: sandboxRoot,
    // Below its keeper, which takes a last dump of it when everything stops.
    tier: tiers.ground,
    stopGraceMs: 3_000,
  });
  const anvil = new AnvilClient(`http://127.0.0.1:${barePort}`);
  await supervisor.raceWithEnd(
    running,
    untilWorks('The chain', 60_000, () => anvil.latestBlock()),
  );
  const keeper = new ChainKeeper(anvil, store, options.onFailure);
  await keeper.open(initialOffsetSeconds, options.say);
  const server = createServer((request, response) => {
    serve(keeper, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const stop = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    await keeper.close();
  };
  supervisor.add('chain', tiers.part, stop);
  return {
    url: `http://127.0.0.1:${port}`,
    about: `anvil ${version}, chain ${chainId}`,
    stop,
    setPace: (blockMs) => {
      keeper.setPace(blockMs);
    },
  };
}
