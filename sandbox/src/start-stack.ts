import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { deployTokens } from './chain/deploy-tokens.ts';
import { PortFinder } from './lib/ports.ts';
import { buildProduct } from './lib/product.ts';
import { writeFileAtomically } from './lib/files.ts';
import { RunRecord } from './lib/run-record.ts';
import { took, type Say } from './lib/say.ts';
import { Supervisor, tiers } from './lib/supervisor.ts';
import { expectAnswer } from './lib/wait.ts';
import { backendEnv, type Addresses, type Given } from './product-env.ts';
import { startProxy } from './proxy.ts';
import { loadSecrets } from './secrets.ts';
import type { StackOptions } from './start-options.ts';
import { findPort, startParts, type Parts } from './start-parts.ts';
import { Services } from './start-services.ts';
import { StackState } from './start-state.ts';

/** How long ago the demo's history begins, in days; its last step is the present. */
const historyDays = 45;

/** The time between blocks while the demo's history is told. */
const seedBlockMs = 250;

/** Where a run leaves the backend's settings, for tools that look at it from beside. */
export const backendEnvFile = (stateDir: string): string => join(stateDir, 'backend-env.json');

/** A stack that answers. */
export interface Stack {
  addresses: Addresses;
  sandboxUrl: string;
  stateDir: string;
  /** True where the demo's people can sign in. */
  isSeeded: boolean;
  checkLedger: () => Promise<{ isGreen: boolean; printed: string }>;
}

/** Everything that a start has begun, so that it can be stopped at any moment, also half way. */
export class StackRun {
  readonly #options: StackOptions;
  readonly #say: Say;
  readonly #state: StackState;
  readonly #failure = Promise.withResolvers<unknown>();
  #supervisor: Supervisor | undefined;

  constructor(options: StackOptions, say: Say) {
    this.#options = options;
    this.#say = say;
    this.#state = new StackState(options.stateDir);
  }

  /** Settles with the reason when a part fails that should have gone on. */
  get failed(): Promise<unknown> {
    return this.#failure.promise;
  }

  async stop(): Promise<void> {
    await this.#supervisor?.stop();
  }

  killAll(): void {
    this.#supervisor?.killAll();
  }

  /** Starts everything in its order. Throws as soon as something does not come up. */
  async start(): Promise<Stack> {
    const { stateDir, fresh, seed } = this.#options;
    const say = this.#say;
    const { record, wasKilled } = await RunRecord.take(`${stateDir}.run.json`, say);
    if (wasKilled) say('  the last run was killed; its data is taken up as it stands');
    const supervisor = new Supervisor(record, join(stateDir, 'logs'));
    this.#supervisor = supervisor;
    void supervisor.crashed.then(this.#failure.resolve);
    await this.#state.prepare(fresh, say);
    if (!seed && this.#state.wantsSeed) await this.#state.mark('skipped');

    const ports = new PortFinder(this.#options.preferredPorts);
    // Awaited together: one that fails while the other is awaited must not go unseen.
    const [parts] = await Promise.all([this.#startParts(supervisor, ports), this.#build(supervisor)]);
    // Weeks are told in a minute, and most of that minute is waiting for confirmations.
    if (this.#state.wantsSeed) parts.setChainPace(seedBlockMs);
    const given = await this.#settle(parts, ports);
    const { addresses } = given;
    // Secrets are in it, as in the file beside it.
    await writeFileAtomically(backendEnvFile(stateDir), JSON.stringify(backendEnv(given)), 0o600);
    const services = new Services(supervisor, given, say);
    await Promise.all([services.startGateway(), services.startStandIns()]);
    // The seed runs before the backend and in its place: the history has a clock of its own, which ends at the
    // present. The frontend needs neither of them to come up.
    const seeding = this.#state.wantsSeed ? services.seed(this.#state) : Promise.resolve();
    await Promise.all([seeding, services.startFrontend()]);
    parts.setChainPace(1_000);
    await services.startBackend();
    if (wasKilled && this.#state.isSeeded) await this.#tellOfLedger(services);
    await this.#startProxy(supervisor, addresses);
    return {
      addresses,
      sandboxUrl: `http://localhost:${addresses.gatewayPort}`,
      stateDir,
      isSeeded: this.#state.isSeeded,
      checkLedger: () => services.checkLedger(),
    };
  }

  /**
   * Starts no more than what keeps the money (database, chain, gateway) on the data that is there, and holds the
   * books against it.
   * @throws Error where there is no data, or another run is using it
   */
  async checkLedger(): Promise<{ isGreen: boolean; printed: string }> {
    const { stateDir } = this.#options;
    if (!this.#state.exists)
      throw new Error(`There are no books in ${stateDir} yet. Start Amn first: npm start`);
    const { record } = await RunRecord.take(`${stateDir}.run.json`, this.#say);
    const supervisor = new Supervisor(record, join(stateDir, 'logs'));
    this.#supervisor = supervisor;
    void supervisor.crashed.then(this.#failure.resolve);
    const ports = new PortFinder(false);
    const given = await this.#settle(await this.#startParts(supervisor, ports), ports);
    const services = new Services(supervisor, given, this.#say);
    await services.startGateway();
    return services.checkLedger();
  }

  #startParts(supervisor: Supervisor, ports: PortFinder): Promise<Parts> {
    return startParts(supervisor, {
      stateDir: this.#state.folder,
      ports,
      say: this.#say,
      onFailure: this.#failure.resolve,
      ...(this.#state.wantsSeed ? { chainStartsDaysAgo: historyDays } : {}),
    });
  }

  async #build(supervisor: Supervisor): Promise<void> {
    if (this.#options.mode === 'development') return;
    await Promise.all([
      buildProduct('backend', supervisor, this.#say),
      buildProduct('frontend', supervisor, this.#say),
    ]);
  }

  /** Settles where everything will be and what it proves itself with. */
  async #settle(parts: Parts, ports: PortFinder): Promise<Given> {
    const { mode, relay } = this.#options;
    const say = this.#say;
    const began = performance.now();
    const tokens = await deployTokens(parts.chainUrl);
    say(`✓ test USDT and USDC on the chain (${took(began)})`);
    const at = (name: string, preferred: number) => findPort(ports, say, name, preferred);
    const proxyPort = mode === 'production' ? await at('the app', 8083) : undefined;
    const frontendPort = await at('the frontend', 3000);
    const uploadsDir = join(this.#state.folder, 'uploads');
    await mkdir(uploadsDir, { recursive: true });
    return {
      addresses: {
        mongoUri: parts.mongoUri,
        redisUrl: parts.redisUrl,
        chainUrl: parts.chainUrl,
        smtpUrl: parts.smtpUrl,
        mailUrl: parts.mailUrl,
        publicUrl: `http://localhost:${proxyPort ?? frontendPort}`,
        ...(proxyPort === undefined ? {} : { proxyPort }),
        frontendPort,
        backendPort: await at('the backend', 5001),
        gatewayPort: await at('the SHKeeper sandbox', 5005),
        ...(process.env.OPENAI_API_KEY ? {} : { openAiPort: await at('the OpenAI stub', 5006) }),
        ...(relay ? { relayPort: await at('the WalletConnect relay', 5007) } : {}),
      },
      secrets: await loadSecrets(this.#state.folder),
      tokens,
      mode,
      uploadsDir,
      gatewayStateDir: join(this.#state.folder, 'shkeeper'),
    };
  }

  /** After a kill, everybody wants to know whether the money is still where it was. */
  async #tellOfLedger(services: Services): Promise<void> {
    const { isGreen, printed } = await services.checkLedger();
    if (isGreen) this.#say('✓ the ledger agrees with the chain');
    else this.#say(`✗ the ledger check finds faults after the kill:\n${printed}`);
  }

  async #startProxy(supervisor: Supervisor, addresses: Addresses): Promise<void> {
    const { proxyPort, frontendPort, backendPort } = addresses;
    if (proxyPort === undefined) return;
    const proxy = await startProxy({ port: proxyPort, frontendPort, backendPort });
    supervisor.add('proxy', tiers.proxy, proxy.stop);
    await expectAnswer(`http://127.0.0.1:${proxyPort}/api/health/ready`);
  }
}
