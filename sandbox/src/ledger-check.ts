/**
 * Holds every invariant of the books against the stack that runs here, or against the data that the last one
 * kept: what `npm run ledger:check` comes to. Ends with 0 when all hold, with 1 when one is broken, and with 2
 * when nothing could be checked.
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { defaultStateDir, projectRoot } from './lib/paths.ts';
import { isRunning } from './lib/run-record.ts';
import { messageOf, sayToConsole as say } from './lib/say.ts';
import { backendEnvFile, StackRun } from './start-stack.ts';

const usage = `Usage: npm run ledger:check -- [options]
  --state DIR   the data of a stack that keeps it in another folder`;

/** Beside a running stack: the tool reads the same database, gateway and chain. */
async function checkRunning(stateDir: string): Promise<boolean> {
  const env = z
    .record(z.string(), z.string())
    .parse(JSON.parse(await readFile(backendEnvFile(stateDir), 'utf8')));
  const child = spawn(process.execPath, ['src/tools/ledger-check.ts'], {
    cwd: join(projectRoot, 'backend'),
    env: { ...env, LOG_LEVEL: 'warn' },
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve(code === 0);
    });
  });
}

/** Nothing runs: the parts that keep the money are started for as long as it takes. */
async function checkKept(stateDir: string): Promise<boolean> {
  const options = {
    stateDir,
    fresh: false,
    seed: false,
    mode: 'development',
    preferredPorts: false,
    relay: false,
  } as const;
  const run = new StackRun(options, say);
  try {
    const { isGreen, printed } = await run.checkLedger();
    say(printed);
    return isGreen;
  } finally {
    await run.stop();
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { state: { type: 'string', default: defaultStateDir } } });
  const running = await isRunning(`${values.state}.run.json`);
  return (await (running ? checkRunning(values.state) : checkKept(values.state))) ? 0 : 1;
}

try {
  process.exit(await main());
} catch (error) {
  say(`✗ ${messageOf(error)}`);
  if (error instanceof TypeError) say(usage);
  process.exit(2);
}
