import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deadlines } from '../src/app/deadlines.ts';
import { withDiagrams } from '../src/tools/diagrams.ts';
import { processes } from '../src/tools/processes.ts';
import { withTimers } from '../src/tools/timers.ts';

/** Writes the state diagrams and timers of the docs from the tables, or checks that they are what they would be. */
const folder = join(import.meta.dirname, '../../docs');

const mode = process.argv[2];
if (mode !== 'write' && mode !== 'check') {
  console.error('usage: node scripts/diagrams.ts write|check');
  process.exit(2);
}
const timers = deadlines.flatMap((deadline) => (deadline.timers === 'reminds' ? [] : deadline.timers));
let pages = 0;
for (const name of (await readdir(folder)).filter((file) => file.endsWith('.md'))) {
  const path = join(folder, name);
  const page = await readFile(path, 'utf8');
  const wanted = withTimers(withDiagrams(page, processes), timers);
  if (wanted.includes('<!-- end -->')) pages += 1;
  if (wanted === page) continue;
  if (mode === 'write') {
    await writeFile(path, wanted);
    console.log(`wrote docs/${name}`);
  } else {
    console.error(`docs/${name} differs from the tables: run "npm run diagrams:generate" and commit it`);
    process.exitCode = 1;
  }
}
if (process.exitCode === undefined) console.log(`diagrams of ${pages} page(s) are up to date`);
