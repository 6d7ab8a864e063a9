import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deployTokens, tokenList, type TestTokens } from '../../chain/deploy-tokens.ts';
import type { GatewayConfig } from '../config.ts';
import { startGateway, type RunningGateway } from '../server.ts';
import { startAnvil, type Anvil } from './anvil.ts';
import { Receiver } from './receiver.ts';
import { until } from './until.ts';

export const API_KEY = 'test-wallet-api-key';
export const WEBHOOK_SECRET = 'test-webhook-secret';
export const PAYOUT_USER = 'payouts';
export const PAYOUT_PASSWORD = 'test-payout-password';

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body; an empty object where it is not JSON. */
  body: Record<string, unknown>;
}

/** One chain, one receiver of callbacks, and gateways that are started and stopped by the tests. */
export class Stack {
  readonly receiver = new Receiver();
  #anvil: Anvil | undefined;
  #tokens: TestTokens | undefined;
  #running: RunningGateway | undefined;
  readonly #folders: string[] = [];

  static async start(anvilArguments: readonly string[] = []): Promise<Stack> {
    const stack = new Stack();
    stack.#anvil = await startAnvil(anvilArguments);
    stack.#tokens = await deployTokens(stack.rpcUrl);
    await stack.receiver.start();
    return stack;
  }

  async stop(): Promise<void> {
    await this.#running?.stop();
    await this.receiver.stop();
    await this.#anvil?.stop();
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
  }

  get rpcUrl(): string {
    return present(this.#anvil).rpcUrl;
  }

  get tokens(): TestTokens {
    return present(this.#tokens);
  }

  get running(): RunningGateway {
    return present(this.#running);
  }

  /** Everything a gateway needs; keys and state of its own, waits a thousandth of the real ones. */
  config(changes: Partial<GatewayConfig> = {}): GatewayConfig {
    return {
      port: 0,
      rpcUrl: this.rpcUrl,
      assets: tokenList(this.tokens),
      mnemonic: `a phrase of its own for this test: ${randomUUID()}`,
      stateDir: this.folder(),
      apiKey: API_KEY,
      payoutUsername: PAYOUT_USER,
      payoutPassword: PAYOUT_PASSWORD,
      webhookFormat: 'shkeeper',
      webhookSecret: WEBHOOK_SECRET,
      backendUrl: undefined,
      sandboxSecret: undefined,
      timeScale: 0.001,
      pollMs: 20,
      confirmations: 1,
      unconfirmedCallbacks: false,
      payoutCallbacks: false,
      feePercent: '2',
      rates: { ETH: '2500' },
      ...changes,
    };
  }

  folder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'shkeeper-sandbox-'));
    this.#folders.push(folder);
    return folder;
  }

  /** Starts a new gateway in place of the one before. */
  async gateway(changes: Partial<GatewayConfig> = {}): Promise<RunningGateway> {
    await this.#running?.stop();
    this.receiver.reset();
    this.#running = await startGateway(this.config(changes));
    return this.#running;
  }

  async stopGateway(): Promise<void> {
    await this.running.stop();
    this.#running = undefined;
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const response = await fetch(this.running.url + path, {
      method,
      redirect: 'manual',
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    const parsed = isJson ? (JSON.parse(text) as Record<string, unknown>) : {};
    return { status: response.status, headers: response.headers, text, body: parsed };
  }

  /** A call of the gateway's API with the wallet's key. */
  async api(method: string, path: string, body?: unknown): Promise<Reply> {
    return this.call(method, `/api/v1${path}`, body, {
      'X-Shkeeper-Api-Key': this.running.gateway.config.apiKey,
    });
  }

  /** A call with the name and password that payouts need. */
  async basic(method: string, path: string, body?: unknown): Promise<Reply> {
    const { payoutUsername, payoutPassword } = this.running.gateway.config;
    const credentials = Buffer.from(`${payoutUsername}:${payoutPassword}`).toString('base64');
    return this.call(method, `/api/v1${path}`, body, { Authorization: `Basic ${credentials}` });
  }

  async invoice(externalId: string, amount: string, code = 'ETH-USDT'): Promise<Reply['body']> {
    const callback_url = this.receiver.url;
    const request = { external_id: externalId, fiat: 'USD', amount, callback_url };
    const { body } = await this.api('POST', `/${code}/payment_request`, request);
    if (body.status !== 'success') throw new Error(`No invoice: ${JSON.stringify(body)}`);
    return body;
  }

  async pay(request: Record<string, string>): Promise<Reply['body']> {
    const { status, body } = await this.call('POST', '/sandbox/pay', request);
    if (status !== 200) throw new Error(`No payment: ${JSON.stringify(body)}`);
    return body;
  }

  async payout(externalId: string, amount: string, destination: string): Promise<Reply> {
    const request = {
      external_id: externalId,
      amount,
      destination,
      fee: '1',
      callback_url: this.receiver.url,
    };
    return this.basic('POST', '/ETH-USDT/payout', request);
  }

  /** Waits for a task of the wallet to end and gives its answer. */
  async task(taskId: unknown): Promise<Reply['body']> {
    let body: Reply['body'] = {};
    await until(`task ${String(taskId)}`, async () => {
      ({ body } = await this.basic('GET', `/ETH-USDT/task/${String(taskId)}`));
      return body.status !== 'PENDING';
    });
    return body;
  }
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The stack has not been started.');
  return value;
}
