import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { recordExchanges } from './scenario.ts';

/** Writes the exchanges anew. Look at every difference: they say what the real gateway does, not what this one happens to. */
const folder = join(import.meta.dirname, '../../../exchanges');
const { keys, api, callbacks, webhookCases } = await recordExchanges();
const files = { keys, api, callbacks, 'webhook-cases': webhookCases };
for (const [name, content] of Object.entries(files)) {
  const text = await format(JSON.stringify(content), { parser: 'json', printWidth: 110 });
  writeFileSync(join(folder, `${name}.json`), text);
}
console.log(`${api.length} calls, ${callbacks.length} callbacks, ${webhookCases.length} cases`);
