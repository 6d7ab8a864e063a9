/**
 * Long runs of the simulation: `npm run simulate -- [--runs N] [--seed S] [--path P] [--kind memory|live]`.
 * It takes the same sequences as the test command, more of them; a failure names its seed and the path to the
 * shortest sequence that shows it.
 */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string' },
    path: { type: 'string' },
    kind: { type: 'string', default: 'memory' },
  },
});
const { runs, seed, path, kind } = values;
const isWhole = (text: string): boolean => /^-?\d{1,10}$/.test(text);
if (!isWhole(runs) || Number(runs) < 1 || (seed !== undefined && !isWhole(seed))) {
  console.error('--runs and --seed are whole numbers, and at least one run is needed');
  process.exit(2);
}
if (kind !== 'memory' && kind !== 'live') {
  console.error('--kind is memory (tables, postings and policies) or live (services and database)');
  process.exit(2);
}

const backend = resolve(import.meta.dirname, '..');
const child = spawn(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    resolve(backend, 'node_modules/jest/bin/jest.js'),
    `src/testing/simulation/${kind}.test.ts`,
  ],
  {
    cwd: backend,
    stdio: 'inherit',
    env: {
      ...process.env,
      SIMULATE_RUNS: runs,
      ...(seed === undefined ? {} : { SIMULATE_SEED: seed }),
      ...(path === undefined ? {} : { SIMULATE_PATH: path }),
    },
  },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => child.kill(signal));
}
child.once('close', (code) => process.exit(code ?? 1));
