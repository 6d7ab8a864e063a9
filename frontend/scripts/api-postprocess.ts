/**
 * Two things the generator cannot be told: the client is loaded with the first call, not with the page (see also
 * lib/lazy-axios.ts), and what a call rejects with is our ApiError, since the interceptors of lib/axios.ts turn every
 * failure into one.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const [output = ''] = process.argv.slice(2);

async function edit(file: string, replacements: readonly (readonly [RegExp, string])[]): Promise<void> {
  const target = path.resolve(output, file);
  let text = await readFile(target, 'utf8');
  for (const [pattern, replacement] of replacements) {
    if (!pattern.test(text))
      throw new Error(`${file} has no ${pattern.source} any more: look at the new generator`);
    text = text.replace(pattern, replacement);
  }
  await writeFile(target, text);
}

await edit('client/client.gen.ts', [
  [/^import axios from 'axios';$/m, "import { lazyAxios as axios } from '../../lazy-axios';"],
]);
// The calls themselves, and with them the whole client, are loaded with the first call as well.
const calls = "await (await import('../sdk.gen')).$1({";
await edit('@tanstack/react-query.gen.ts', [
  [/^import type \{ AxiosError \} from 'axios';$/m, "import type { ApiError } from '../../api-error';"],
  [/AxiosError<\w+>/g, 'ApiError'],
  [/^import \{ client \} from '..\/client.gen';\n/m, ''],
  [/^import \{ .*type Options.* \} from '..\/sdk.gen';$/m, "import type { Options } from '../sdk.gen';"],
  [
    /options\?\.baseURL \|\| \(options\?\.client \?\? client\)\.getConfig\(\)\.baseURL/,
    "options?.baseURL ?? ''",
  ],
  [/await (\w+)\(\{/g, calls],
]);
