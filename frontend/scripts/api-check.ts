/** Generates the API client anew beside the committed one and fails on a difference. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const committed = path.join(root, 'src', 'lib', 'api');
// A sibling, so that the relative imports of the generated files come out the same.
const fresh = path.join(root, 'src', 'lib', 'api-fresh');

function filesOf(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
    .sort();
}

const read = (directory: string, file: string) => {
  const target = path.join(directory, file);
  return existsSync(target) ? readFileSync(target, 'utf8') : null;
};

try {
  const cli = path.join(root, 'node_modules', '@hey-api', 'openapi-ts', 'dist', 'run.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, API_OUTPUT: 'src/lib/api-fresh' },
  });
  if (status !== 0) throw new Error(`The generator failed:\n${stdout}${stderr}`);
  const names = new Set([...filesOf(committed), ...filesOf(fresh)]);
  const different = [...names].filter((file) => read(committed, file) !== read(fresh, file));
  if (different.length > 0) {
    console.error(`src/lib/api differs from docs/api/openapi.json in: ${different.join(', ')}`);
    console.error('Run `npm run api:generate` and commit the result.');
    process.exitCode = 1;
  } else {
    console.log(`src/lib/api is what docs/api/openapi.json says (${names.size} files)`);
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
