/**
 * Shows that each dependency rule catches what it forbids: plants one violation per rule in a tree of its own and
 * asks dependency-cruiser about it. A rule without a planted violation fails as well.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const root = path.join(import.meta.dirname, '..');
const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
  forbidden: { name: string }[];
};

type Tree = Record<string, string>;

const leaf = 'export const x = 1;\n';
const importing = (target: string) => `import { x } from '${target}';\nexport const y = x;\n`;

/** What each rule has to catch; the first file is the one that breaks it. */
const planted: Record<string, Tree> = {
  'no-cycles': {
    'src/lib/a.ts': "import { b } from './b';\nexport const a = () => b;\n",
    'src/lib/b.ts': "import { a } from './a';\nexport const b = () => a;\n",
  },
  'no-sibling-section': {
    'src/sections/deal/view.ts': importing('../pay/view'),
    'src/sections/pay/view.ts': leaf,
  },
  'only-actions-call-the-api': {
    'src/sections/deal/view.ts': importing('../../lib/api/sdk.gen'),
    'src/lib/api/sdk.gen.ts': leaf,
  },
  'sections-reaches-down-only': {
    'src/sections/deal/view.ts': importing('../../layouts/a'),
    'src/layouts/a.ts': leaf,
  },
  'actions-reaches-down-only': {
    'src/actions/deal.ts': importing('../components/a'),
    'src/components/a.ts': leaf,
  },
  'layouts-reaches-down-only': {
    'src/layouts/a.ts': importing('../sections/deal/b'),
    'src/sections/deal/b.ts': leaf,
  },
  'components-reaches-down-only': {
    'src/components/a.ts': importing('../actions/deal'),
    'src/actions/deal.ts': leaf,
  },
  'hooks-reaches-down-only': { 'src/hooks/a.ts': importing('../actions/deal'), 'src/actions/deal.ts': leaf },
  'theme-reaches-down-only': { 'src/theme/a.ts': importing('../lib/b'), 'src/lib/b.ts': leaf },
  'locales-reaches-down-only': { 'src/locales/a.ts': importing('../lib/b'), 'src/lib/b.ts': leaf },
  'lib-reaches-down-only': { 'src/lib/a.ts': importing('../locales/b'), 'src/locales/b.ts': leaf },
  'config-reaches-down-only': { 'src/config/a.ts': importing('../lib/b'), 'src/lib/b.ts': leaf },
  'nothing-imports-a-route': { 'src/components/a.ts': importing('../app/b'), 'src/app/b.ts': leaf },
  'one-reader-of-the-environment': {
    'src/components/a.ts': importing('../config/env'),
    'src/config/env.ts': leaf,
  },
  'no-test-code-in-the-product': { 'src/lib/a.ts': importing('./b.test'), 'src/lib/b.test.ts': leaf },
};

/** Names of the rules that a tree breaks. Asked in this process: to start a program takes longer than its answer. */
async function violations(tree: Tree): Promise<string[]> {
  // A folder for each: what was read of a path is remembered.
  const directory = mkdtempSync(path.join(tmpdir(), 'amn-deps-'));
  try {
    copyFileSync(path.join(root, '.dependency-cruiser.cjs'), path.join(directory, '.dependency-cruiser.cjs'));
    copyFileSync(path.join(root, 'tsconfig.json'), path.join(directory, 'tsconfig.json'));
    symlinkSync(path.join(root, 'node_modules'), path.join(directory, 'node_modules'));
    for (const [file, text] of Object.entries(tree)) {
      const target = path.join(directory, file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
    process.chdir(directory);
    const options = await extractOptions(path.join(directory, '.dependency-cruiser.cjs'));
    const tsConfig = extractTSConfig(path.join(directory, 'tsconfig.json'));
    const { output } = await cruise(['src'], { ...options, outputType: 'json' }, undefined, { tsConfig });
    if (typeof output !== 'string') throw new Error('dependency-cruiser did not answer in JSON');
    const { summary } = JSON.parse(output) as { summary: { violations: { rule: { name: string } }[] } };
    return summary.violations.map(({ rule }) => rule.name);
  } finally {
    process.chdir(root);
    rmSync(directory, { recursive: true, force: true });
  }
}

let failures = 0;
for (const { name } of forbidden) {
  const tree = planted[name];
  const caught = tree ? (await violations(tree)).includes(name) : false;
  console.log(`${caught ? 'caught' : 'MISSED'}  ${name}${tree ? '' : ' (no violation is planted for it)'}`);
  if (!caught) failures += 1;
}
if (failures > 0) process.exit(1);
