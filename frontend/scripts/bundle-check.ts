/**
 * Reads the build's own route-bundle-stats and fails when a list or detail page loads more JavaScript at first than
 * its budget, or when the wallet library is in any page's first load.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const root = path.join(import.meta.dirname, '..');
const KIB = 1024;
const BUDGET_KIB = 230;
/** Pages that are a form from the first moment: they carry react-hook-form and zod. */
const FORM_BUDGET_KIB = 300;
const FORMS = /\/(sign-in|sign-up|verify|new|edit|offer|withdraw|settings|deliver|styleguide)$/;

/** Words that only the wallet library has. */
const WALLET_MARKS = ['useConnect', 'WagmiProvider', 'eip6963:requestProvider'];

interface RouteStats {
  readonly route: string;
  readonly firstLoadChunkPaths: readonly string[];
}

const statsFile = path.join(root, '.next', 'diagnostics', 'route-bundle-stats.json');
const stats = JSON.parse(readFileSync(statsFile, 'utf8')) as RouteStats[];

const chunks = new Map<string, { gzipped: number; wallet: boolean }>();
function chunk(file: string) {
  const known = chunks.get(file);
  if (known) return known;
  const bytes = readFileSync(path.join(root, file));
  const text = bytes.toString('utf8');
  const facts = { gzipped: gzipSync(bytes).length, wallet: WALLET_MARKS.some((mark) => text.includes(mark)) };
  chunks.set(file, facts);
  return facts;
}

let failures = 0;
for (const { route, firstLoadChunkPaths } of stats) {
  if (!route.startsWith('/[lang]')) continue;
  const loaded = firstLoadChunkPaths.map(chunk);
  const kib = loaded.reduce((sum, { gzipped }) => sum + gzipped, 0) / KIB;
  const budget = FORMS.test(route) ? FORM_BUDGET_KIB : BUDGET_KIB;
  const wallet = loaded.some((facts) => facts.wallet);
  const fits = kib < budget && !wallet;
  if (!fits) failures += 1;
  const note = wallet ? '  has the wallet library' : '';
  console.log(`${fits ? 'ok  ' : 'OVER'} ${kib.toFixed(1).padStart(6)} of ${budget} KiB  ${route}${note}`);
}
if (stats.length === 0) throw new Error('route-bundle-stats.json names no route');
if (failures > 0) process.exit(1);
