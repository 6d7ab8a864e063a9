/**
 * How many small changes of the tables, the ledger's arithmetic and the policies of money the pure tests notice:
 * `npm run mutation [-- --mutate src/file.ts]`. It takes long, so it is run by hand and kept out of others' way.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join, resolve } from 'node:path';

const backend = resolve(import.meta.dirname, '..');
setPriority(19);
// Stryker works on a copy of this folder; the tests that hold the docs to the tables look for them beside it.
mkdirSync(join(backend, '.stryker'), { recursive: true });
rmSync(join(backend, '.stryker/docs'), { force: true });
symlinkSync(resolve(backend, '../docs'), join(backend, '.stryker/docs'));

const child = spawn(
  process.execPath,
  [
    resolve(backend, 'node_modules/@stryker-mutator/core/bin/stryker.js'),
    'run',
    'stryker.config.json',
    ...process.argv.slice(2),
  ],
  {
    cwd: backend,
    stdio: 'inherit',
    env: {
      ...process.env,
      NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
      // Always the same sequences: a change is noticed or it is not.
      SIMULATE_RUNS: '60',
      SIMULATE_SEED: '20261129',
    },
  },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => child.kill(signal));
}
child.once('close', (code) => process.exit(code ?? 1));
