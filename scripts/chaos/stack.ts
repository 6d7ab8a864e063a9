import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { deployTokens } from '../../sandbox/src/chain/deploy-tokens.ts';
import { PortFinder } from '../../sandbox/src/lib/ports.ts';
import { signalGroup } from '../../sandbox/src/lib/processes.ts';
import { buildProduct } from '../../sandbox/src/lib/product.ts';
import { projectRoot } from '../../sandbox/src/lib/paths.ts';
import type { Say } from '../../sandbox/src/lib/say.ts';
import { lastLines, tiers, type RunningProcess, type Supervisor } from '../../sandbox/src/lib/supervisor.ts';
import { expectAnswer, untilWorks } from '../../sandbox/src/lib/wait.ts';
import { startChain } from '../../sandbox/src/parts/chain.ts';
import { startMaildev } from '../../sandbox/src/parts/maildev.ts';
import { giveRoles, stepDown } from '../../sandbox/src/parts/mongo-hand.ts';
import { startMongod } from '../../sandbox/src/parts/mongod.ts';
import type { StartedPart } from '../../sandbox/src/parts/started-part.ts';
import { startRedis } from '../../sandbox/src/parts/valkey.ts';
import { backendEnv, type Given } from '../../sandbox/src/product-env.ts';
import { loadSecrets } from '../../sandbox/src/secrets.ts';
import { Services } from '../../sandbox/src/start-services.ts';

const READY_WITHIN_MS = 180_000;

/** The stack of a chaos run: nothing but what the money goes through, and hands to break it with. */
export class ChaosStack {
  readonly given: Given;
  readonly #supervisor: Supervisor;
  readonly #services: Services;
  readonly #say: Say;
  #redis: StartedPart;
  #backend: RunningProcess | undefined;
  #backendsStarted = 0;
  /** True from when the backend is to be gone until it is to be there again. */
  #isDown = true;
  /** Ends of the backend that nobody brought about. */
  readonly crashes: string[] = [];

  private constructor(supervisor: Supervisor, given: Given, redis: StartedPart, say: Say) {
    this.given = given;
    this.#supervisor = supervisor;
    this.#services = new Services(supervisor, given, say);
    this.#redis = redis;
    this.#say = say;
  }

  static async start(
    supervisor: Supervisor,
    options: { stateDir: string; say: Say; onFailure: (error: unknown) => void },
  ): Promise<ChaosStack> {
    const { stateDir, say, onFailure } = options;
    const ports = new PortFinder(false);
    const findPort = () => ports.findAny();
    const folderOf = (name: string) => join(stateDir, name);
    await mkdir(folderOf('uploads'), { recursive: true });
    const [mongo, redis, chain, mail] = await Promise.all([
      startMongod(supervisor, { folder: folderOf('mongo'), findPort, say }),
      startRedis(supervisor, { folder: folderOf('redis'), findPort, say }),
      startChain(supervisor, { folder: folderOf('chain'), findPort, findBarePort: findPort, say, onFailure }),
      startMaildev(supervisor, { folder: folderOf('mail'), findSmtpPort: findPort, findWebPort: findPort }),
      buildProduct('backend', supervisor, say),
    ]);
    const backendPort = await findPort();
    const given: Given = {
      addresses: {
        publicUrl: `http://127.0.0.1:${backendPort}`,
        // There are no pages in this run; what would link to one links to the backend.
        frontendPort: backendPort,
        backendPort,
        gatewayPort: await findPort(),
        mongoUri: mongo.url,
        redisUrl: redis.url,
        chainUrl: chain.url,
        smtpUrl: mail.smtpUrl,
        mailUrl: mail.url,
      },
      secrets: await loadSecrets(stateDir),
      tokens: await deployTokens(chain.url),
      uploadsDir: folderOf('uploads'),
      gatewayStateDir: folderOf('shkeeper'),
      mode: 'production',
    };
    const stack = new ChaosStack(supervisor, given, redis, say);
    await stack.#services.startGateway();
    await stack.startBackend();
    say(`✓ ${mongo.about}, ${redis.about}, ${chain.about}, and the backend at ${given.addresses.publicUrl}`);
    return stack;
  }

  get gatewayUrl(): string {
    return `http://127.0.0.1:${this.given.addresses.gatewayPort}`;
  }

  /** Starts the backend, where it does not run, and waits until it can serve. */
  async startBackend(): Promise<void> {
    this.#isDown = false;
    this.#backendsStarted += 1;
    const running = await this.#supervisor.spawn({
      name: `backend-${this.#backendsStarted}`,
      command: process.execPath,
      args: ['--enable-source-maps', 'dist/server.js'],
      cwd: join(projectRoot, 'backend'),
      env: backendEnv(this.given),
      tier: tiers.backend,
      stopGraceMs: 8_000,
      // Being killed is what it is here for; an end that nobody brought about is noted below.
      endsByItself: true,
    });
    this.#backend = running;
    void running.ended.then((code) => {
      if (this.#isDown || this.#supervisor.isStopping || this.#backend !== running) return;
      this.crashes.push(`the backend ended by itself (code ${code}): ${lastLines(running.logFile, 8)}`);
      this.#isDown = true;
    });
    await this.untilReady();
  }

  /** Kills the backend in the middle of whatever it does, and starts it again after a while. */
  async killBackend(awayMs: number): Promise<void> {
    const running = this.#backend;
    if (running === undefined) return;
    this.#isDown = true;
    signalGroup(running.pid, 'SIGKILL');
    await running.ended;
    await sleep(awayMs);
    await this.startBackend();
  }

  /** Ends Redis and starts it again on the same data and port. */
  async restartRedis(awayMs: number): Promise<void> {
    await this.#redis.stop();
    await sleep(awayMs);
    const { port } = new URL(this.given.addresses.redisUrl);
    this.#redis = await startRedis(this.#supervisor, {
      folder: join(this.given.uploadsDir, '../redis'),
      findPort: () => Promise.resolve(Number(port)),
      say: this.#say,
    });
  }

  /** The primary steps down: connections break, writes under way are lost, and nobody can write for a while. */
  stepDownPrimary(seconds: number): Promise<void> {
    return stepDown(this.given.addresses.mongoUri, seconds);
  }

  /** Makes people who have signed up admins, as whoever runs the database may. */
  makeAdmins(emails: readonly string[]): Promise<void> {
    return giveRoles(this.given.addresses.mongoUri, emails, ['user', 'admin']);
  }

  /** Brings everything back that may be away, and waits until it serves. */
  async recover(): Promise<void> {
    if (this.#isDown) await this.startBackend();
    await this.untilReady();
  }

  async untilReady(): Promise<void> {
    const url = `${this.given.addresses.publicUrl}/api/health/ready`;
    await untilWorks('The backend', READY_WITHIN_MS, async () => {
      if (this.#isDown) await this.startBackend();
      await expectAnswer(url, 400);
    });
  }

  checkLedger(): Promise<{ isGreen: boolean; printed: string }> {
    return this.#services.checkLedger();
  }
}
