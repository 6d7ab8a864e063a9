import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createPublicClient, erc20Abi, http, type Address } from 'viem';
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts';
import { API_KEY, PAYOUT_PASSWORD, PAYOUT_USER, Stack } from './testing/stack.ts';
import { until } from './testing/until.ts';

/** The gateway as a program of its own, so that it can be killed. */
class Program {
  readonly #environment: Record<string, string>;
  #child: ChildProcess | undefined;
  url = '';
  output = '';

  constructor(stack: Stack, stateDir: string) {
    const config = stack.config();
    this.#environment = {
      PORT: '0',
      SHKEEPER_SANDBOX_RPC_URL: stack.rpcUrl,
      SHKEEPER_SANDBOX_TOKENS: JSON.stringify(config.assets),
      SHKEEPER_SANDBOX_MNEMONIC: config.mnemonic,
      SHKEEPER_SANDBOX_STATE_DIR: stateDir,
      SHKEEPER_SANDBOX_API_KEY: API_KEY,
      SHKEEPER_SANDBOX_PAYOUT_USERNAME: PAYOUT_USER,
      SHKEEPER_SANDBOX_PAYOUT_PASSWORD: PAYOUT_PASSWORD,
      SHKEEPER_SANDBOX_TIME_SCALE: '0.005',
      SHKEEPER_SANDBOX_POLL_MS: '20',
      SHKEEPER_SANDBOX_UNCONFIRMED_CALLBACKS: '0',
    };
  }

  async start(): Promise<void> {
    const main = join(import.meta.dirname, 'main.ts');
    const child = spawn(process.execPath, [main], {
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    this.output = '';
    child.stdout.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    await until('the gateway to listen', () => {
      if (child.exitCode !== null) throw new Error(`The gateway ended: ${this.output}`);
      this.url = /ready at (\S+)/.exec(this.output)?.[1] ?? '';
      return this.url !== '';
    });
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const child = this.#child;
    if (child?.exitCode !== null || child.signalCode !== null) return null;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    return child.exitCode;
  }

  async call(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const basic = Buffer.from(`${PAYOUT_USER}:${PAYOUT_PASSWORD}`).toString('base64');
    const response = await fetch(this.url + path, {
      method,
      headers: {
        'Content-Type': 'application/json',
        'X-Shkeeper-Api-Key': API_KEY,
        Authorization: `Basic ${basic}`,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await response.json()) as Record<string, unknown>;
  }
}

describe('the gateway, killed and started again', () => {
  let stack: Stack;
  let program: Program;
  before(async () => {
    stack = await Stack.start();
    program = new Program(stack, stack.folder());
    await program.start();
  });
  after(async () => {
    await program.end('SIGKILL');
    await stack.stop();
  });

  const tokensOf = async (holder: Address): Promise<bigint> =>
    createPublicClient({ transport: http(stack.rpcUrl) }).readContract({
      address: stack.tokens.usdt,
      abi: erc20Abi,
      functionName: 'balanceOf',
      args: [holder],
    });

  it('sees a payment that came while it was away, and repeats what was not accepted', async () => {
    const request = { fiat: 'USD', amount: '100', callback_url: stack.receiver.url };
    await program.call('POST', '/api/v1/ETH-USDT/payment_request', { ...request, external_id: 'seen' });
    const later = await program.call('POST', '/api/v1/ETH-USDT/payment_request', {
      ...request,
      external_id: 'later',
    });
    stack.receiver.usual = 500;
    await program.call('POST', '/sandbox/pay', { externalId: 'seen' });
    await stack.receiver.payment('seen');
    await program.end('SIGKILL');

    stack.receiver.reset();
    // Another gateway's test wallet sends while this one is away.
    await stack.gateway();
    await stack.pay({ address: String(later.wallet), asset: 'ETH-USDT', amountBase: '100000000' });
    await stack.stopGateway();

    await program.start();
    await stack.receiver.payment('seen');
    assert.equal((await stack.receiver.payment('later')).body.status, 'PAID');
    const again = await program.call('POST', '/api/v1/ETH-USDT/payment_request', {
      ...request,
      external_id: 'later',
    });
    assert.deepEqual([again.id, again.wallet], [later.id, later.wallet]);
  });

  it('finishes a payout it had accepted, once, wherever it was killed', async () => {
    for (let round = 0; round < 4; round += 1) {
      const to = privateKeyToAddress(generatePrivateKey());
      const answer = await program.call('POST', '/api/v1/ETH-USDT/payout', {
        external_id: `out-${round}`,
        amount: '3',
        destination: to,
        fee: '1',
      });
      await new Promise((resolve) => setTimeout(resolve, round * 25));
      await program.end('SIGKILL');
      await program.start();
      await until('the task to end', async () => {
        const { status } = await program.call('GET', `/api/v1/ETH-USDT/task/${String(answer.task_id)}`);
        return status === 'SUCCESS';
      });
      assert.equal(await tokensOf(to), 3_000_000n);
    }
  });

  it('ends at once and cleanly when it is asked to', async () => {
    assert.equal(await program.end('SIGTERM'), 0);
    await program.start();
  });
});
