import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles our own sources for production; packages stay in node_modules.
 * Usage: node scripts/build.ts [folder, `dist` unless given]
 */
const root = join(import.meta.dirname, '..');
const folder = process.argv[2] ?? 'dist';
const entries = {
  server: 'src/server.ts',
  seed: 'src/demo/seed.ts',
  'ledger-check': 'src/tools/ledger-check.ts',
};

/** Served as they are, from beside the bundle. */
const files = [
  'src/modules/books/liabilities/verify-liabilities.mjs',
  'src/modules/books/receipt/verify-receipt.mjs',
];

await rm(join(root, folder), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(join(root, file)))),
  outdir: folder,
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node24',
  format: 'esm',
  splitting: true,
  sourcemap: true,
  logLevel: 'warning',
});
for (const file of files) await cp(join(root, file), join(root, folder, basename(file)));
