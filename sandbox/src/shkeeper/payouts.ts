import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Clock } from './clock.ts';
import type { Asset, GatewayConfig } from './config.ts';
import { formatAmount, parseDecimal, toExact, type Decimal } from './decimal.ts';
import type { FaultSwitches } from './faults.ts';
import { PayoutRow, TaskRow, type Payout, type Task } from './records.ts';
import type { Store } from './store.ts';

/** How long the wallet takes to accept a payout; calls that overlap here do not see each other. */
const WALLET_LATENCY_MS = 40;
/** How long the gateway waits for the wallet before it gives up on the answer, though not on the payout. */
const WALLET_TIMEOUT_MS = 10_000;

const PayoutRequest = z.object({
  destination: z.string(),
  amount: z.union([z.string(), z.number()]).transform(String),
  fee: z.unknown().refine((fee) => fee !== undefined),
  external_id: z
    .union([z.string(), z.number()])
    .transform((id) => String(id).trim())
    .optional(),
  callback_url: z.string().optional(),
});
type PayoutRequest = z.output<typeof PayoutRequest>;

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

interface WalletAnswer {
  taskId?: string;
  error?: string;
}

/**
 * Payouts as the gateway accepts them. It looks for the external id, then asks the wallet, and only then
 * writes the payout down: calls that overlap are all paid, and an answer that comes too late leaves a payment
 * without a record.
 */
export class Payouts {
  readonly #config: GatewayConfig;
  readonly #store: Store;
  readonly #faults: FaultSwitches;
  readonly #clock: Clock;

  constructor(config: GatewayConfig, store: Store, faults: FaultSwitches, clock: Clock) {
    this.#config = config;
    this.#store = store;
    this.#faults = faults;
    this.#clock = clock;
  }

  /** Every failure on this route is an HTTP 500 with a sentence, save a refusal by the wallet. */
  async create(code: string, body: unknown): Promise<Answer> {
    try {
      const asset = this.#config.assets.find((candidate) => candidate.code === code);
      if (!asset) throw new Error(`Unknown crypto: ${code}`);
      const request = parseRequest(body);
      const known = request.external_id && this.byExternalId(code, request.external_id);
      if (known && !this.#faults.current.paysAgain) {
        const message = `Payout with this external_id already exists: ${known.externalId ?? ''}`;
        if (!this.#faults.current.reservesFirst) throw new Error(message);
        return failure(409, 'PAYOUT_EXTERNAL_ID_CONFLICT', message);
      }
      const amount = parseDecimal(request.amount);
      if (this.#faults.current.reservesFirst) return await this.#reserveThenPay(asset, request, amount);
      return await this.#payThenRecord(asset, request, amount);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { status: 500, body: { status: 'error', message } };
    }
  }

  byExternalId(code: string, externalId: string): Payout | undefined {
    const sql = 'SELECT * FROM payouts WHERE crypto = ? AND externalId = ? ORDER BY id LIMIT 1';
    return this.#store.first(PayoutRow, sql, code, externalId);
  }

  byId(id: number): Payout | undefined {
    return this.#store.first(PayoutRow, 'SELECT * FROM payouts WHERE id = ?', id);
  }

  all(): Payout[] {
    return this.#store.all(PayoutRow, 'SELECT * FROM payouts ORDER BY id');
  }

  tasks(): Task[] {
    return this.#store.all(TaskRow, 'SELECT * FROM tasks ORDER BY seq');
  }

  /** The answer of `/task/{id}`; a task that nobody knows is PENDING, as the queue behind it sees it. */
  presentTask(id: string): Record<string, unknown> {
    const task = this.#store.first(TaskRow, 'SELECT * FROM tasks WHERE id = ?', id);
    return {
      status: task?.status ?? 'PENDING',
      result: task?.result ? (JSON.parse(task.result) as unknown) : null,
    };
  }

  presentStatus(payout: Payout): Record<string, unknown> {
    return {
      id: payout.id,
      external_id: payout.externalId,
      crypto: payout.crypto,
      status: payout.status,
      amount: formatAmount(parseDecimal(payout.amount)),
      destination: payout.destination,
      txid: payout.txid,
    };
  }

  async #payThenRecord(asset: Asset, request: PayoutRequest, amount: Decimal): Promise<Answer> {
    const answer = await this.#askWallet(asset, request.destination, amount);
    this.#insert(asset, request, amount, answer.taskId ?? null);
    if (!answer.taskId) return { status: 200, body: { status: 'error', message: answer.error } };
    return accepted(answer.taskId, request);
  }

  async #reserveThenPay(asset: Asset, request: PayoutRequest, amount: Decimal): Promise<Answer> {
    const id = this.#insert(asset, request, amount, null);
    let answer: WalletAnswer;
    try {
      answer = await this.#askWallet(asset, request.destination, amount);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const sql = 'UPDATE payouts SET error = ? WHERE id = ?';
      this.#store.run(sql, `Sidecar enqueue result is unknown: ${message}`, id);
      throw error;
    }
    if (!answer.taskId) {
      const refusal = `{'status': 'error', 'message': '${answer.error ?? ''}'}`;
      this.#store.run("UPDATE payouts SET status = 'FAIL', error = ? WHERE id = ?", refusal, id);
      return failure(400, 'PAYOUT_REQUEST_ERROR', `Payout sidecar did not return task_id: ${refusal}`);
    }
    this.#store.run('UPDATE payouts SET taskId = ? WHERE id = ?', answer.taskId, id);
    return accepted(answer.taskId, request);
  }

  /** Hands a payout to the wallet's queue. Throws where the answer takes too long; the queue has it even then. */
  async #askWallet(asset: Asset, destination: string, amount: Decimal): Promise<WalletAnswer> {
    await delay(WALLET_LATENCY_MS);
    if (this.#faults.take('refusedPayout')) return { error: 'Payout was disabled' };
    let plan: Task['plan'] = 'pay';
    if (this.#faults.take('halfFailedPayout')) plan = 'half-fail';
    else if (this.#faults.take('failedPayout')) plan = 'fail';
    const id = randomUUID();
    const sql = 'INSERT INTO tasks (id, crypto, destination, amount, plan) VALUES (?, ?, ?, ?, ?)';
    this.#store.run(sql, id, asset.code, destination, toExact(amount), plan);
    if (!this.#faults.take('slowPayout')) return { taskId: id };
    await delay(WALLET_TIMEOUT_MS * this.#config.timeScale);
    throw new Error(
      "HTTPConnectionPool(host='ethereum-shkeeper', port=6000): Read timed out. (read timeout=10)",
    );
  }

  #insert(asset: Asset, request: PayoutRequest, amount: Decimal, taskId: string | null): number {
    return this.#store.run(
      `INSERT INTO payouts (externalId, crypto, amount, destination, callbackUrl, taskId, createdAt)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ...[request.external_id ?? null, asset.code, toExact(amount), request.destination],
      ...[request.callback_url ?? null, taskId, this.#clock.now()],
    ).id;
  }
}

function accepted(taskId: string, request: PayoutRequest): Answer {
  const externalId = request.external_id === undefined ? {} : { external_id: request.external_id };
  return { status: 200, body: { task_id: taskId, ...externalId } };
}

function failure(status: number, code: string, message: string): Answer {
  return { status, body: { status: 'error', code, message } };
}

function parseRequest(body: unknown): PayoutRequest {
  const parsed = PayoutRequest.safeParse(body);
  if (!parsed.success) throw new Error(`'${parsed.error.issues[0]?.path.join('.') ?? 'destination'}'`);
  const url = parsed.data.callback_url;
  if (url && !URL.canParse(url)) throw new Error(`Invalid callback_url: ${url}`);
  return parsed.data;
}
