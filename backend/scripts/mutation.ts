/**
 * How many small changes of the tables, the ledger's arithmetic and the policies of money the pure tests notice:
 * `npm run mutation [-- GROUP…]`. Each group of files is held to its own tests only, which are small, since most of
 * a table's changes are in effect as soon as it is loaded and have all the tests run again. By hand, at the lowest
 * priority: a few minutes a group. Survivors stand in `reports/mutation-GROUP.json` and in the output.
 */
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { Stryker } from '@stryker-mutator/core';

/** Files under `src` by what their tests are called in `src/testing/pure`. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  tables: ['modules/**/*.process.ts'],
  process: ['shared/process.ts'],
  ledger: ['accounts', 'flows', 'payin-postings', 'posting', 'postings'].map(
    (name) => `modules/ledger/ledger.${name}.ts`,
  ),
  divisions: [
    'shared/money.ts',
    'modules/escrow/escrow.milestones.ts',
    'modules/escrow/escrow.fees.ts',
    'config/fee-schedule.ts',
  ],
  payment: ['modules/payment/payment.policy.ts'],
  amounts: ['modules/payment/payment.amounts.ts'],
  books: ['modules/books/reconciliation/reconciliation.policy.ts'],
  payout: ['modules/payout/payout.policy.ts', 'modules/payout/address-formats.ts'],
};

const backend = resolve(import.meta.dirname, '..');
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in GROUPS));
if (unknown.length > 0) {
  console.error(`there is no group ${unknown.join(', ')}; there are ${Object.keys(GROUPS).join(', ')}`);
  process.exit(2);
}
setPriority(19);
process.chdir(backend);
// Stryker works on a copy of this folder; the tests that hold the docs to the tables look for them beside it.
mkdirSync(join(backend, '.stryker'), { recursive: true });
rmSync(join(backend, '.stryker/docs'), { force: true });
symlinkSync(resolve(backend, '../docs'), join(backend, '.stryker/docs'));

type Result = Awaited<ReturnType<Stryker['runMutationTest']>>[number];
const NOTICED: readonly Result['status'][] = ['Killed', 'Timeout'];
/** What does not start at all, because a table is proved when it is loaded, counts neither way. */
const COUNTED: readonly Result['status'][] = [...NOTICED, 'Survived', 'NoCoverage'];

function tell(name: string, results: readonly Result[]): void {
  const count = (statuses: readonly Result['status'][]): number =>
    results.filter(({ status }) => statuses.includes(status)).length;
  const [noticed, all] = [count(NOTICED), count(COUNTED)];
  const score = all === 0 ? 'nothing' : `${((100 * noticed) / all).toFixed(1)} %`;
  console.log(`${name}: ${noticed} of ${all} (${score}), ${results.length - all} that did not start`);
}

const results: Result[] = [];
for (const [name, files] of Object.entries(GROUPS)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  process.env['PURE_TESTS'] = name;
  const stryker = new Stryker({
    configFile: 'stryker.config.json',
    mutate: files.map((path) => `src/${path}`),
    jsonReporter: { fileName: `reports/mutation-${name}.json` },
  });
  results.push(...(await stryker.runMutationTest()));
}
for (const [file, ofFile] of Map.groupBy(results, ({ fileName }) => relative(backend, fileName))) {
  tell(file, ofFile);
}
tell('altogether', results);
