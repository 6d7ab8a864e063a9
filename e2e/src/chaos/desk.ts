import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Refusal } from '../lib/api.ts';
import type { Caller } from './caller.ts';
import { readGateway, type GatewayState } from './gateway.ts';
import { pageOf, payoutSchema } from './shapes.ts';

/**
 * How long a payout stays unclear before somebody calls it failed: longer than any call to the gateway that was
 * under way may still take.
 */
const UNCLEAR_FOR_MS = 30_000;
const PAUSE_MS = 3_000;

const openSchema = pageOf(z.object({ payout: payoutSchema }));
type OpenPayout = z.infer<typeof payoutSchema>;

/** The two admins who let payouts go that need it, and who look at the unclear ones as the handbook says. */
export class Desk {
  readonly #admins: readonly [Caller, Caller];
  readonly #unclearSince = new Map<string, number>();
  #stopped = false;
  #loop: Promise<void> = Promise.resolve();
  readonly done = { approved: 0, failed: 0 };

  constructor(admins: readonly [Caller, Caller]) {
    this.#admins = admins;
  }

  start(): void {
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#loop;
  }

  async open(): Promise<OpenPayout[]> {
    const path = '/api/payout/desk/payouts?view=open&limit=100';
    return (await this.#admins[0].get(path, openSchema)).items.map(({ payout }) => payout);
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      await this.#round();
      await sleep(PAUSE_MS);
    }
  }

  async #round(): Promise<void> {
    const open = await this.open();
    const unclear = open.filter(({ status }) => status === 'unknown');
    for (const id of this.#unclearSince.keys())
      if (!unclear.some((payout) => payout.id === id)) this.#unclearSince.delete(id);
    for (const payout of open) if (payout.status === 'requested') await this.#approve(payout);
    if (unclear.length === 0) return;
    const record = await readGateway();
    for (const payout of unclear) {
      const since = this.#unclearSince.get(payout.id) ?? Date.now();
      this.#unclearSince.set(payout.id, since);
      if (Date.now() - since > UNCLEAR_FOR_MS && wasNeverPaid(payout, record)) await this.#fail(payout);
    }
  }

  async #approve(payout: OpenPayout): Promise<void> {
    // A second approval is refused where one is enough.
    for (const admin of this.#admins)
      await this.#judge(admin, `/api/payout/payouts/${payout.id}/approve`, undefined);
    this.done.approved += 1;
  }

  async #fail(payout: OpenPayout): Promise<void> {
    const evidence =
      'The gateway’s own record shows no transfer for it, and its task has ended or never was.';
    for (const admin of this.#admins)
      await this.#judge(admin, `/api/payout/desk/payouts/${payout.id}/fail`, { evidence });
    this.done.failed += 1;
  }

  /** What is refused was done before, or is no longer to be done. */
  async #judge(admin: Caller, path: string, body: unknown): Promise<void> {
    try {
      await admin.stepUp();
      await admin.post(path, body, payoutSchema);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
}

/** Each payout of a run has a destination of its own, so the gateway's queue shows what became of it. */
export function wasNeverPaid(payout: OpenPayout, record: GatewayState): boolean {
  const tasks = record.tasks.filter(
    ({ destination }) => destination.toLowerCase() === payout.destination.toLowerCase(),
  );
  return tasks.every(({ status, txid }) => status !== 'PENDING' && txid === null);
}
