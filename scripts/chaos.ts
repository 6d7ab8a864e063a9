/**
 * The chaos run: many clients deal with each other while what the stack stands on is broken under them, and at the
 * end what they were told, the ledger, and the chain must say the same. `npm run chaos`; see
 * docs/how-money-is-proved.md.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { notes, PLANTS, type ChaosSettings } from '../e2e/src/chaos/settings.ts';
import { amnDir, projectRoot } from '../sandbox/src/lib/paths.ts';
import { RunRecord } from '../sandbox/src/lib/run-record.ts';
import { messageOf, sayToConsole as say, took } from '../sandbox/src/lib/say.ts';
import { lastLines, Supervisor, tiers } from '../sandbox/src/lib/supervisor.ts';
import { Saboteur } from './chaos/saboteur.ts';
import { ChaosStack } from './chaos/stack.ts';

const usage = `Usage: npm run chaos -- [options]
  --minutes N   how long things are broken (2)
  --clients N   how many deal at once (8)
  --seed S      what is tried and broken, as an earlier run names it
  --plant WHAT  make one book lie, to see it noticed: ${PLANTS.join(', ')}
  --state DIR   where the run keeps its data`;

/** Longer than the people may take to settle everything after the last fault, however slow the machine. */
const SETTLES_WITHIN_MS = 1_800_000;

function readOptions() {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '2' },
      clients: { type: 'string', default: '8' },
      seed: { type: 'string', default: randomUUID().slice(0, 8) },
      plant: { type: 'string' },
      state: { type: 'string', default: join(amnDir, 'chaos') },
    },
  });
  const plant = PLANTS.find((one) => one === values.plant) ?? null;
  if (plant === null && values.plant !== undefined)
    throw new TypeError(`there is no fault ${values.plant} to plant`);
  const minutes = Number(values.minutes);
  const clients = Number(values.clients);
  if (!(minutes > 0) || !Number.isInteger(clients) || clients < 2) throw new TypeError('that many do not go');
  return { minutes, clients, seed: values.seed, plant, stateDir: values.state };
}

/** Signs two people up and makes them admins: they stand at the desk of the run. */
async function makeAdmins(stack: ChaosStack): Promise<ChaosSettings['admins']> {
  const admins = [1, 2].map((number) => ({ email: `admin${number}@chaos.example`, password: randomUUID() }));
  for (const { email, password } of admins) {
    const response = await fetch(`${stack.given.addresses.publicUrl}/api/auth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password, name: 'An admin', language: 'en' }),
    });
    if (!response.ok) throw new Error(`no admin: ${response.status} ${await response.text()}`);
  }
  await stack.makeAdmins(admins.map(({ email }) => email));
  return admins;
}

const counted = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, count]) => `${count} × ${name}`)
    .join(', ');

async function run(options: ReturnType<typeof readOptions>, supervisor: Supervisor): Promise<string[]> {
  const { stateDir, minutes, clients, seed, plant } = options;
  const folder = join(stateDir, 'run');
  await mkdir(folder, { recursive: true });
  const failure = Promise.withResolvers<never>();
  const stack = await ChaosStack.start(supervisor, { stateDir, say, onFailure: failure.reject });
  const { addresses, secrets } = stack.given;
  const settings: ChaosSettings = {
    ...{ minutes, clients, seed, plant, folder },
    admins: await makeAdmins(stack),
    payoutUsername: secrets.shkeeperPayoutUsername,
    payoutPassword: secrets.shkeeperPayoutPassword,
  };
  const people = await supervisor.spawn({
    name: 'people',
    command: process.execPath,
    args: ['src/chaos/main.ts'],
    cwd: join(projectRoot, 'e2e'),
    env: {
      PATH: process.env.PATH,
      E2E_BASE_URL: addresses.publicUrl,
      E2E_BACKEND_URL: addresses.publicUrl,
      E2E_MAIL_URL: addresses.mailUrl,
      E2E_SANDBOX_URL: stack.gatewayUrl,
      E2E_RPC_URL: addresses.chainUrl,
      CHAOS_SETTINGS: JSON.stringify(settings),
    },
    tier: tiers.proxy,
    endsByItself: true,
  });
  const ended = people.ended.then((code) => {
    if (!existsSync(join(folder, notes.report)))
      throw new Error(`the clients gave up (code ${code}):\n${lastLines(people.logFile, 30)}`);
  });
  const orFailed = <T>(work: Promise<T>): Promise<T> => Promise.race([work, failure.promise]);

  const saboteur = new Saboteur(stack, seed, say);
  await orFailed(Promise.race([ended, untilNoted(join(folder, notes.began))]));
  say(`· ${clients} clients deal, and things break, for ${minutes} minutes`);
  saboteur.start();
  await orFailed(Promise.race([ended, sleep(minutes * 60_000)]));
  await orFailed(saboteur.stop());
  await writeFile(join(folder, notes.calm), '');
  say('· no more faults: what is open is settled on the moved clock');
  const late = sleep(SETTLES_WITHIN_MS, 'late' as const, { ref: false });
  const first = await orFailed(Promise.race([ended, late]));
  if (first === 'late') throw new Error('what is open was not settled in time');

  const { report, differences } = JSON.parse(readFileSync(join(folder, notes.report), 'utf8')) as {
    report: string;
    differences: string[];
  };
  const { isGreen, printed } = await stack.checkLedger();
  say(`\n${report}\n  broken: ${counted(saboteur.counts)}`);
  say(`  the ledger’s own check: ${isGreen ? 'all invariants hold' : `✗\n${printed}`}`);
  return [
    ...differences,
    ...stack.crashes,
    ...saboteur.problems,
    ...(isGreen ? [] : ['the ledger’s own check found a fault']),
  ];
}

async function untilNoted(path: string): Promise<void> {
  while (!existsSync(path)) await sleep(200);
}

async function main(): Promise<number> {
  const options = readOptions();
  const began = performance.now();
  // It works on databases of its own, whatever the shell names.
  for (const name of ['MONGODB_URI', 'REDIS_URL', 'OPENAI_API_KEY'])
    Reflect.deleteProperty(process.env, name);
  process.env.RATE_LIMIT_FACTOR = '10000';
  process.env.SWEEP_INTERVAL_MS = '1000';
  process.env.LOG_LEVEL = 'warn';
  // The gateway waits a tenth as long as the real one before it repeats something.
  process.env.SHKEEPER_SANDBOX_TIME_SCALE = '0.1';
  const { record } = await RunRecord.take(`${options.stateDir}.run.json`, say);
  await rm(options.stateDir, { recursive: true, force: true });
  const supervisor = new Supervisor(record, join(options.stateDir, 'logs'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      say('Stopping …');
      void supervisor.stop().finally(() => process.exit(130));
    });
  }
  say(`Seed ${options.seed}`);
  try {
    const crashed = supervisor.crashed.then((crash) => {
      throw crash;
    });
    const differences = await Promise.race([run(options, supervisor), crashed]);
    for (const difference of differences) say(`✗ ${difference}`);
    const verdict =
      differences.length === 0 ? 'The three books say the same' : `${differences.length} differences`;
    say(`\n${verdict}. Seed ${options.seed}, ${took(began)}.`);
    return differences.length === 0 ? 0 : 1;
  } finally {
    await supervisor.stop();
  }
}

try {
  process.exit(await main());
} catch (error) {
  say(`✗ ${messageOf(error)}`);
  if (error instanceof TypeError) say(usage);
  process.exit(error instanceof TypeError ? 2 : 1);
}
