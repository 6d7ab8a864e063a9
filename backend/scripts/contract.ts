import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildAsyncApi, buildOpenApi } from '../src/app/openapi.ts';

/** Writes the API documents from the contracts, or checks that the committed ones are what they would be. */
const folder = join(import.meta.dirname, '../../docs/api');
const documents = { 'openapi.json': buildOpenApi(), 'asyncapi.json': buildAsyncApi() };

async function committed(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null;
  }
}

const mode = process.argv[2];
if (mode !== 'write' && mode !== 'check') {
  console.error('usage: node scripts/contract.ts write|check');
  process.exit(2);
}
for (const [name, document] of Object.entries(documents)) {
  const path = join(folder, name);
  const text = `${JSON.stringify(document, null, 2)}\n`;
  if (mode === 'write') {
    await writeFile(path, text);
    console.log(`wrote docs/api/${name}`);
  } else if ((await committed(path)) === text) {
    console.log(`docs/api/${name} is up to date`);
  } else {
    console.error(
      `docs/api/${name} differs from the contracts: run "npm run contract:generate" and commit it`,
    );
    process.exitCode = 1;
  }
}
