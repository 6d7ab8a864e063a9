import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { tokenList } from './chain/deploy-tokens.ts';
import { projectRoot } from './lib/paths.ts';
import { took, type Say } from './lib/say.ts';
import { lastLines, tiers, type Supervisor, type Tier } from './lib/supervisor.ts';
import { expectAnswer, untilWorks } from './lib/wait.ts';
import {
  backendEnv,
  confirmations,
  frontendEnv,
  gatewayEnv,
  openAiEnv,
  relayEnv,
  type Given,
} from './product-env.ts';
import type { StackState } from './start-state.ts';

interface Service {
  name: string;
  title: string;
  folder: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  tier: Tier;
  readyUrl: string;
  stopGraceMs?: number;
}

/** Starts the programs of Node that stand on the parts, in the way of one mode. */
export class Services {
  readonly #supervisor: Supervisor;
  readonly #given: Given;
  readonly #say: Say;

  constructor(supervisor: Supervisor, given: Given, say: Say) {
    this.#supervisor = supervisor;
    this.#given = given;
    this.#say = say;
  }

  startGateway(): Promise<void> {
    const { tokens, addresses } = this.#given;
    const tokensOfGateway = tokenList(tokens).map((token) => ({ ...token, confirmations }));
    return this.#start({
      name: 'shkeeper',
      title: 'SHKeeper sandbox',
      folder: 'sandbox',
      args: ['src/shkeeper/main.ts'],
      env: gatewayEnv(this.#given, tokensOfGateway),
      tier: tiers.gateway,
      readyUrl: `http://127.0.0.1:${addresses.gatewayPort}/sandbox/state`,
    });
  }

  /** The services of others that the stack plays itself, where it was given a port for them. */
  async startStandIns(): Promise<void> {
    const { openAiPort, relayPort } = this.#given.addresses;
    const standIns = [
      { port: openAiPort, name: 'openai', title: 'OpenAI stub', env: openAiEnv },
      { port: relayPort, name: 'walletconnect', title: 'WalletConnect relay', env: relayEnv },
    ];
    await Promise.all(
      standIns.map(async ({ port, name, title, env }) => {
        if (port === undefined) return;
        await this.#start({
          name,
          title,
          folder: 'sandbox',
          args: [`src/${name}/main.ts`],
          env: env(this.#given),
          tier: tiers.gateway,
          readyUrl: `http://127.0.0.1:${port}/sandbox/state`,
        });
      }),
    );
  }

  startBackend(): Promise<void> {
    return this.#start({
      name: 'backend',
      title: 'backend',
      folder: 'backend',
      args: this.#isHot
        ? ['--watch', '--watch-path=src', 'src/server.ts']
        : ['--enable-source-maps', 'dist/server.js'],
      env: backendEnv(this.#given),
      tier: tiers.backend,
      readyUrl: `http://127.0.0.1:${this.#given.addresses.backendPort}/api/health/ready`,
      // It lets requests under way end, and its workers put down what they hold.
      stopGraceMs: 8_000,
    });
  }

  startFrontend(): Promise<void> {
    const { frontendPort } = this.#given.addresses;
    const next = ['node_modules/next/dist/bin/next', 'dev', '--hostname', '127.0.0.1'];
    return this.#start({
      name: 'frontend',
      title: 'frontend',
      folder: 'frontend',
      args: this.#isHot ? [...next, '--port', String(frontendPort)] : ['.next/standalone/server.js'],
      env: frontendEnv(this.#given),
      tier: tiers.frontend,
      readyUrl: `http://127.0.0.1:${frontendPort}/en`,
    });
  }

  /** Loads the demo data into a fresh state, through the same services that the API uses. */
  async seed(state: StackState): Promise<void> {
    const script = this.#isHot ? 'src/demo/seed.ts' : 'dist/seed.js';
    if (!existsSync(join(projectRoot, 'backend', script))) return;
    const began = performance.now();
    this.#say('· loading the demo data');
    await state.mark('began');
    const { code, printed } = await this.#runBackendTool('seed', script);
    if (code !== 0) throw new Error(`loading the demo data failed (code ${code}):\n${printed}`);
    await state.mark('done');
    this.#say(`✓ demo data loaded (${took(began)})`);
  }

  /** Holds the ledger's invariants against the database, and its sums against what the gateway has on the chain. */
  async checkLedger(): Promise<{ isGreen: boolean; printed: string }> {
    const script = this.#isHot ? 'src/tools/ledger-check.ts' : 'dist/ledger-check.js';
    const { code, printed } = await this.#runBackendTool('ledger-check', script);
    return { isGreen: code === 0, printed };
  }

  get #isHot(): boolean {
    return this.#given.mode === 'development';
  }

  async #runBackendTool(name: string, script: string): Promise<{ code: number; printed: string }> {
    const running = await this.#supervisor.spawn({
      name,
      command: process.execPath,
      args: ['--enable-source-maps', script],
      cwd: join(projectRoot, 'backend'),
      env: { ...backendEnv(this.#given), LOG_LEVEL: 'warn' },
      tier: tiers.frontend,
      endsByItself: true,
    });
    const code = await running.ended;
    if (this.#supervisor.isStopping) throw new Error(`${name} was interrupted`);
    return { code, printed: lastLines(running.logFile, 30) };
  }

  async #start(service: Service): Promise<void> {
    const began = performance.now();
    const running = await this.#supervisor.spawn({
      ...service,
      command: process.execPath,
      cwd: join(projectRoot, service.folder),
      stopGraceMs: service.stopGraceMs ?? 4_000,
    });
    await this.#supervisor.raceWithEnd(
      running,
      untilWorks(`The ${service.title}`, 120_000, () => expectAnswer(service.readyUrl, 400)),
    );
    this.#say(`✓ ${service.title} (${took(began)})`);
  }
}
