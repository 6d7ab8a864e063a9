import { setTimeout as sleep } from 'node:timers/promises';
import { randomOf, type Random } from '../../e2e/src/chaos/random.ts';
import { messageOf, type Say } from '../../sandbox/src/lib/say.ts';
import type { ChaosStack } from './stack.ts';

/** What the gateway may be told to do wrong; each is on until another one takes its place. */
const faults: readonly ((random: Random) => Record<string, unknown>)[] = [
  (random) => ({ duplicate: random.between(1, 3) }),
  (random) => ({ lateMs: random.between(500, 8_000) }),
  () => ({ reordered: true }),
  (random) => ({ lostCallback: random.between(1, 6) }),
  (random) => ({ badSignature: random.between(1, 6) }),
  (random) => ({ slowPayout: random.between(1, 3) }),
  (random) => ({ refusedPayout: random.between(1, 2) }),
  (random) => ({ halfFailedPayout: random.between(1, 2) }),
  (random) => ({ failedPayout: random.between(1, 2) }),
  (random) => ({ slowApiMs: random.between(100, 2_500) }),
  (random) => ({ reservesFirst: true, slowPayout: random.between(1, 2) }),
  () => ({ apiKeyToo: true }),
];

interface Deed {
  name: string;
  breaks: 'backend' | 'database' | 'Redis' | 'gateway';
  act: () => Promise<void>;
}

/** Breaks one thing after the other, by the seed, until it is told to stop. */
export class Saboteur {
  readonly #stack: ChaosStack;
  readonly #random: Random;
  readonly #say: Say;
  readonly #counts = new Map<string, number>();
  readonly #problems: string[] = [];
  readonly #underWay = new Map<Deed['breaks'], Promise<void>>();
  readonly #stopped = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  constructor(stack: ChaosStack, seed: string, say: Say) {
    this.#stack = stack;
    this.#random = randomOf(`${seed}/saboteur`);
    this.#say = say;
  }

  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /** What did not come back after it had been broken. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  start(): void {
    this.#loop = this.#run();
  }

  /** Stops, switches all faults off, and waits until everything is there again. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#loop;
    await this.#setFaults({});
    await this.#stack.recover();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    let groundAt = 0;
    while (!signal.aborted) {
      const deed = this.#choose();
      // What is just coming back is not broken again, and between two breaks of the ground some work gets done.
      const isGround = deed.breaks !== 'gateway';
      if (!this.#underWay.has(deed.breaks) && (!isGround || Date.now() >= groundAt)) {
        this.#begin(deed);
        if (isGround) groundAt = Date.now() + this.#random.between(2_000, 14_000);
      }
      await sleep(this.#random.between(500, 4_000), undefined, { signal }).catch(() => undefined);
    }
    await Promise.all(this.#underWay.values());
  }

  #begin({ name, breaks, act }: Deed): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    this.#say(`  ${new Date().toISOString().slice(11, 19)} ${name}`);
    const work = act()
      .catch((error: unknown) => {
        this.#problems.push(`${name}: ${messageOf(error)}`);
      })
      .finally(() => this.#underWay.delete(breaks));
    this.#underWay.set(breaks, work);
  }

  #choose(): Deed {
    const random = this.#random;
    const lot = random.next();
    if (lot < 0.18) {
      const awayMs = random.between(0, 3_000);
      return { name: 'backend killed', breaks: 'backend', act: () => this.#stack.killBackend(awayMs) };
    }
    if (lot < 0.3) {
      const seconds = random.between(1, 4);
      return {
        name: 'primary stepped down',
        breaks: 'database',
        act: () => this.#stack.stepDownPrimary(seconds),
      };
    }
    if (lot < 0.42) {
      const awayMs = random.between(0, 2_000);
      return { name: 'Redis restarted', breaks: 'Redis', act: () => this.#stack.restartRedis(awayMs) };
    }
    const fault = lot < 0.5 ? {} : random.pick(faults)(random);
    const name = lot < 0.5 ? 'gateway: as it should be' : `gateway: ${Object.keys(fault).join(' and ')}`;
    return { name, breaks: 'gateway', act: () => this.#setFaults(fault) };
  }

  async #setFaults(patch: Record<string, unknown>): Promise<void> {
    const url = `${this.#stack.gatewayUrl}/sandbox/faults`;
    const off = await fetch(url, { method: 'DELETE' });
    await off.arrayBuffer();
    const on = await fetch(url, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(patch),
    });
    if (!on.ok) throw new Error(`the gateway refused ${JSON.stringify(patch)}: ${await on.text()}`);
    await on.arrayBuffer();
  }
}
