import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf, signalGroup, untilGone } from './processes.ts';
import type { RecordedPart, RunRecord } from './run-record.ts';
import { messageOf } from './say.ts';
import type { WardenMessage } from './warden.ts';

/** The order of stopping: a higher tier leans on all lower ones. */
export const tiers = { ground: 0, part: 1, gateway: 2, backend: 3, frontend: 4, proxy: 5 } as const;
export type Tier = (typeof tiers)[keyof typeof tiers];

export interface ProcessOptions {
  name: string;
  command: string;
  args: readonly string[];
  cwd: string;
  env?: NodeJS.ProcessEnv;
  tier: Tier;
  /** The signal that asks it to end; SIGTERM by default. */
  stopSignal?: NodeJS.Signals;
  /** How long it may take to end before it is ended by force; 6 s by default. */
  stopGraceMs?: number;
  /** True for a program that is meant to end, such as a build. */
  endsByItself?: boolean;
}

export interface RunningProcess {
  name: string;
  pid: number;
  logFile: string;
  /** The exit code once it has ended; a signal counts as 128. */
  ended: Promise<number>;
  stop: () => Promise<void>;
}

/** A part ended that should have gone on. */
export class PartCrashed extends Error {
  override readonly name = 'PartCrashed';
}

/** The end of a log, for the message about a crash. */
export function lastLines(file: string, count = 15): string {
  if (!existsSync(file)) return '';
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
}

/**
 * Starts the processes of a run and stops them in order. Each leads a process group of its own, so Ctrl-C
 * reaches only the starter, which then lets the upper tiers end before those they need.
 */
export class Supervisor {
  readonly #record: RunRecord;
  readonly #logsDir: string;
  readonly #stoppables: { name: string; tier: Tier; stop: () => Promise<void> }[] = [];
  readonly #pids = new Set<number>();
  readonly #crash = Promise.withResolvers<PartCrashed>();
  #warden: ChildProcess | undefined;
  #stopping: Promise<void> | undefined;

  constructor(record: RunRecord, logsDir: string) {
    this.#record = record;
    this.#logsDir = logsDir;
    mkdirSync(logsDir, { recursive: true });
  }

  /** Settles with the first part that ends by itself while it should run. */
  get crashed(): Promise<PartCrashed> {
    return this.#crash.promise;
  }

  get isStopping(): boolean {
    return this.#stopping !== undefined;
  }

  /** Registers something inside this process that must be stopped in its turn. */
  add(name: string, tier: Tier, stop: () => Promise<void>): void {
    this.#stoppables.push({ name, tier, stop });
  }

  async spawn(options: ProcessOptions): Promise<RunningProcess> {
    if (this.isStopping) throw new Error(`${options.name} is not started: everything is being stopped`);
    this.#startWarden();
    const logFile = join(this.#logsDir, `${options.name}.log`);
    if (existsSync(logFile)) renameSync(logFile, `${logFile}.before`);
    const log = openSync(logFile, 'w');
    const child = spawn(options.command, options.args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const { promise: ended, resolve: end } = Promise.withResolvers<number>();
    child.once('exit', (code) => {
      end(code ?? 128);
    });
    const { pid } = child;
    if (pid === undefined) {
      const error = await new Promise<Error>((resolve) => child.once('error', resolve));
      throw new Error(`${options.name} could not be started: ${messageOf(error)}`);
    }
    // Nothing is awaited from here until it can be stopped: a stop may come at any moment.
    const identity = identityOf(pid) ?? { pid, began: 'ended at once' };
    const recorded: RecordedPart = { ...identity, name: options.name, tier: options.tier };
    this.#pids.add(pid);
    this.#tellWarden({ add: recorded });

    let stopAsked = false;
    const stop = async () => {
      stopAsked = true;
      signalGroup(pid, options.stopSignal ?? 'SIGTERM');
      await untilGone(identity, options.stopGraceMs ?? 6_000);
      signalGroup(pid, 'SIGKILL');
      await ended;
    };
    const entry = { name: options.name, tier: options.tier, stop };
    this.#stoppables.push(entry);
    void ended.then(async (code) => {
      this.#stoppables.splice(this.#stoppables.indexOf(entry), 1);
      this.#pids.delete(pid);
      this.#tellWarden({ remove: pid });
      if (!this.isStopping && !stopAsked && options.endsByItself !== true) {
        this.#crash.resolve(
          new PartCrashed(`${options.name} ended by itself (code ${code}). ${lastLines(logFile)}`),
        );
      }
      if (!this.isStopping) await this.#record.remove(pid);
    });
    await this.#record.add(recorded);
    return { name: options.name, pid, logFile, ended, stop };
  }

  /** Rejects as soon as the process ends: what waits for a part to answer must not wait for a dead one. */
  async raceWithEnd<T>(running: RunningProcess, work: Promise<T>): Promise<T> {
    const died = running.ended.then((code) => {
      throw new PartCrashed(
        `${running.name} ended with code ${code} before it was ready. ${lastLines(running.logFile)}`,
      );
    });
    return Promise.race([work, died]);
  }

  /** Stops everything, the highest tier first; a second call waits for the first. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  /** Ends everything at once, by force: for somebody who pressed Ctrl-C again. */
  killAll(): void {
    for (const pid of this.#pids) signalGroup(pid, 'SIGKILL');
  }

  async #stopAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const tier of Object.values(tiers).toReversed()) {
      const here = this.#stoppables.filter((one) => one.tier === tier);
      const results = await Promise.allSettled(here.map((one) => one.stop()));
      for (const result of results) if (result.status === 'rejected') failures.push(result.reason);
    }
    await this.#dismissWarden();
    this.#record.release();
    if (failures.length > 0) throw new AggregateError(failures, failures.map(messageOf).join('; '));
  }

  #startWarden(): void {
    if (this.#warden !== undefined) return;
    this.#warden = spawn(process.execPath, [join(import.meta.dirname, 'warden.ts')], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    // It may have been killed from outside; the run record still finds leftovers at the next start.
    this.#warden.stdin?.on('error', () => {
      this.#warden?.stdin?.destroy();
    });
  }

  #tellWarden(message: WardenMessage): void {
    if (this.#warden?.stdin?.writable === true) this.#warden.stdin.write(`${JSON.stringify(message)}\n`);
  }

  async #dismissWarden(): Promise<void> {
    const warden = this.#warden;
    if (warden?.pid === undefined || warden.exitCode !== null) return;
    const gone = new Promise((resolve) => warden.once('exit', resolve));
    this.#tellWarden({ done: true });
    warden.stdin?.end();
    await Promise.race([gone, sleep(3_000, undefined, { ref: false })]);
    // Without effect where it has gone by itself.
    warden.kill('SIGKILL');
  }
}
