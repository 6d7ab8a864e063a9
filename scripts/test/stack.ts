import { join } from 'node:path';
import { amnDir } from '../../sandbox/src/lib/paths.ts';
import { messageOf, type Say } from '../../sandbox/src/lib/say.ts';
import { relayProject, relayUrl } from '../../sandbox/src/product-env.ts';
import { StackRun, type Stack } from '../../sandbox/src/start-stack.ts';
import { failed, isGood, passed, type Outcome } from './check.ts';

/** The stack that the journeys run through: the same builds as ever, on free ports, with data of its own. */
export class TestStack {
  readonly #say: Say;
  #run: StackRun;
  #stack: Stack | undefined;
  #failure: unknown;

  constructor(say: Say) {
    // Dozens of people sign up from this one address within a minute.
    process.env.RATE_LIMIT_FACTOR ??= '20';
    this.#say = (line) => {
      say(`  ${line}`);
    };
    this.#run = this.#newRun(true);
  }

  async start(): Promise<Outcome> {
    try {
      this.#stack = await this.#run.start();
    } catch (error) {
      await this.#run.stop();
      return failed(messageOf(error));
    }
    return this.#stack.isSeeded ? passed : failed('the backend has no demo data to load (dist/seed.js)');
  }

  /** Do the books balance, and does the gateway hold on the chain what they say? */
  async checkLedger(): Promise<Outcome> {
    if (this.#stack === undefined) return failed('the stack does not run');
    const { isGreen, printed } = await this.#stack.checkLedger();
    return isGreen ? passed : failed(printed);
  }

  /** Kills every process at one moment, starts again on the same data and looks at the books. */
  async checkKill(): Promise<Outcome> {
    const crash = this.#failure;
    if (crash !== undefined) return failed(messageOf(crash));
    const killed = this.#run;
    this.#run = this.#newRun(false);
    killed.killAll();
    // What runs inside this process cannot be killed with the rest, and complains that the rest is gone.
    await killed.stop().catch((error: unknown) => {
      this.#say(`stopping after the kill: ${messageOf(error)}`);
    });
    const started = await this.start();
    return isGood(started) ? this.checkLedger() : started;
  }

  /** Where the journeys and the deployment checks find the running parts. */
  env(): NodeJS.ProcessEnv {
    if (this.#stack === undefined) return {};
    const { addresses, sandboxUrl, stateDir } = this.#stack;
    return {
      E2E_BASE_URL: addresses.publicUrl,
      E2E_MAIL_URL: addresses.mailUrl,
      E2E_SANDBOX_URL: sandboxUrl,
      E2E_RPC_URL: addresses.chainUrl,
      E2E_BACKEND_URL: `http://127.0.0.1:${addresses.backendPort}`,
      ...(addresses.relayPort === undefined
        ? {}
        : { E2E_RELAY_URL: relayUrl(addresses.relayPort), E2E_RELAY_PROJECT: relayProject }),
      E2E_MONGODB_URI: addresses.mongoUri,
      E2E_STATE_DIR: stateDir,
      AMN_FRONTEND_PORT: String(addresses.frontendPort),
      AMN_BACKEND_PORT: String(addresses.backendPort),
    };
  }

  /** Stops it, and fails where a part had not lasted until then. */
  async checkStop(): Promise<Outcome> {
    const crash = this.#failure;
    try {
      await this.stop();
    } catch (error) {
      return failed(messageOf(error));
    }
    return crash === undefined ? passed : failed(messageOf(crash));
  }

  stop(): Promise<void> {
    return this.#run.stop();
  }

  #newRun(fresh: boolean): StackRun {
    const run = new StackRun(
      {
        stateDir: join(amnDir, 'test/state'),
        fresh,
        seed: true,
        mode: 'production',
        preferredPorts: false,
        relay: true,
      },
      this.#say,
    );
    void run.failed.then((reason) => {
      // A run that was killed on purpose has nothing to tell.
      if (run === this.#run) this.#failure = reason;
    });
    return run;
  }
}
