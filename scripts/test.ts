/** The one test command: `npm test`, `npm run test:long`. Flags: --only TEXT runs what has TEXT in its name. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { amnDir } from '../sandbox/src/lib/paths.ts';
import { RunRecord } from '../sandbox/src/lib/run-record.ts';
import { messageOf, sayToConsole as say, took } from '../sandbox/src/lib/say.ts';
import { lastLines, Supervisor, tiers } from '../sandbox/src/lib/supervisor.ts';
import { findBrowser } from '../sandbox/src/parts/browser.ts';
import { findMongod } from '../sandbox/src/parts/mongod.ts';
import { findRedis } from '../sandbox/src/parts/valkey.ts';
import { failed, isGood, type Check, type Outcome, type RunProgram } from './test/check.ts';
import { allChecks } from './test/checks.ts';
import { runChecks } from './test/pool.ts';
import { TestStack } from './test/stack.ts';

const { values: flags } = parseArgs({
  options: { long: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const began = performance.now();
const testDir = join(amnDir, 'test');
const reportsDir = join(testDir, 'reports');

const { record } = await RunRecord.take(join(testDir, 'run.json'), say);
await rm(join(testDir, 'logs'), { recursive: true, force: true });
await rm(reportsDir, { recursive: true, force: true });
await mkdir(reportsDir, { recursive: true });
const supervisor = new Supervisor(record, join(testDir, 'logs'));
const stack = new TestStack(say);

/** Ends whatever runs; the stack first, since nothing else leans on it. */
async function stopAll(): Promise<void> {
  await stack.stop();
  await supervisor.stop();
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    say('Stopping …');
    stopAll()
      .catch((error: unknown) => {
        say(messageOf(error));
      })
      .finally(() => process.exit(130));
  });
}

const toolsEnv: NodeJS.ProcessEnv = { ...process.env, CI: 'true', NEXT_TELEMETRY_DISABLED: '1' };
try {
  const [mongod, redis, browser] = await Promise.all([findMongod(say), findRedis(say), findBrowser(say)]);
  toolsEnv.MONGOMS_SYSTEM_BINARY = mongod.path;
  toolsEnv.MONGOMS_VERSION = mongod.version;
  toolsEnv.TEST_REDIS_BINARY = redis.path;
  toolsEnv.BROWSER_PATH = browser.path;
  if (browser.libraryPath !== undefined) toolsEnv.BROWSER_LIBRARY_PATH = browser.libraryPath;
  say(`Tested with MongoDB ${mongod.version}, ${redis.about}, Chromium ${browser.version}`);
} catch (error) {
  // Whatever needs the missing part fails by itself and says so; the rest still has something to tell.
  say(`✗ ${messageOf(error)}`);
}

/** Far beyond what any check takes: on a busy machine lint alone has taken five minutes, three beside each other. */
const USUAL_PATIENCE_MS = 1_200_000;

const runProgram: RunProgram = async ({ name, command, args, cwd, env, timeoutMs }) => {
  const running = await supervisor.spawn({
    name: name.replaceAll(/[^\w.-]+/g, '-'),
    command,
    args,
    cwd,
    env: env ?? toolsEnv,
    tier: tiers.part,
    endsByItself: true,
  });
  const timer = new AbortController();
  const late = sleep(timeoutMs ?? USUAL_PATIENCE_MS, 'late' as const, { signal: timer.signal }).catch(
    () => 'ended' as const,
  );
  const first = await Promise.race([running.ended, late]);
  timer.abort();
  if (first === 'late') await running.stop();
  return { code: await running.ended, logFile: running.logFile, timedOut: first === 'late' };
};

/** The end of a log without the lines that tell of what went well. */
function tellingLines(logFile: string): string {
  const isNoise = (line: string) => /^\s*(PASS |✔ |npm warn )/.test(stripVTControlCharacters(line));
  return lastLines(logFile, 2_000)
    .split('\n')
    .filter((line) => !isNoise(line))
    .slice(-80)
    .join('\n');
}

async function perform(check: Check): Promise<Outcome> {
  const checkBegan = performance.now();
  let logFile: string | undefined;
  const outcome = await check
    .run(async (options) => {
      const result = await runProgram(options);
      ({ logFile } = result);
      return result;
    })
    .catch((error: unknown) => failed(messageOf(error)));
  if (supervisor.isStopping) return outcome;
  if (isGood(outcome) && outcome.kind === 'ran') {
    say(`✓ ${check.name}${outcome.passed > 1 ? `: ${outcome.passed} passed` : ''} (${took(checkBegan)})`);
  } else if (outcome.kind === 'ran') {
    say(`✗ ${check.name}: ${outcome.why ?? 'failed'} (${took(checkBegan)})`);
    if (logFile !== undefined)
      say(`${tellingLines(logFile).replaceAll(/^/gm, '    ')}\n    all of it: ${logFile}`);
  }
  return outcome;
}

const context = { supervisor, say, reportsDir, toolsEnv: () => toolsEnv, stack, isLong: flags.long };
const every = await allChecks(context);
const { only } = flags;
/** A chosen check brings those along that it waits for. */
function isChosen(check: Check): boolean {
  if (only === undefined || check.name.includes(only)) return true;
  return every.some((other) => other.after?.includes(check.name) === true && isChosen(other));
}
// Two compute while a third waits: for a block, for a server to start, for the network.
const outcomes = await runChecks(every.filter(isChosen), 3, perform);
await stopAll();

const sum = { passed: 0, failed: 0 };
const problems: string[] = [];
let missed = 0;
for (const [name, outcome] of outcomes) {
  if (outcome.kind === 'ran') {
    sum.passed += outcome.passed;
    sum.failed += outcome.failed;
    if (!isGood(outcome)) problems.push(`failed: ${name} (${(outcome.why ?? '').split('\n')[0] ?? ''})`);
  } else {
    problems.push(`not run: ${name} (${outcome.why})`);
    if (!outcome.expected) missed += 1;
  }
}
say(`\nAll of it took ${took(began)}.`);
for (const problem of problems) say(problem);
say(`${sum.passed} passed, ${sum.failed} failed`);
process.exit(sum.failed > 0 || sum.passed === 0 || missed > 0 ? 1 : 0);
