/**
 * Shows that each dependency rule catches what it forbids: plants one violation per rule in a tree of its own and
 * asks dependency-cruiser about it. A rule without a planted violation fails as well.
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

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

const directory = mkdtempSync(path.join(tmpdir(), 'amn-deps-'));
let failures = 0;

function violations(tree: Tree): string[] {
  rmSync(path.join(directory, 'src'), { recursive: true, force: true });
  for (const [file, text] of Object.entries(tree)) {
    const target = path.join(directory, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  const cruise = path.join(root, 'node_modules', '.bin', 'depcruise');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [realpathSync(cruise), '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src'],
    { cwd: directory, encoding: 'utf8' },
  );
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser did not answer: ${stderr}`);
  const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return summary.violations.map(({ rule }) => rule.name);
}

try {
  copyFileSync(path.join(root, '.dependency-cruiser.cjs'), path.join(directory, '.dependency-cruiser.cjs'));
  copyFileSync(path.join(root, 'tsconfig.json'), path.join(directory, 'tsconfig.json'));
  symlinkSync(path.join(root, 'node_modules'), path.join(directory, 'node_modules'));
  for (const { name } of forbidden) {
    const tree = planted[name];
    const caught = tree ? violations(tree).includes(name) : false;
    console.log(`${caught ? 'caught' : 'MISSED'}  ${name}${tree ? '' : ' (no violation is planted for it)'}`);
    if (!caught) failures += 1;
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
if (failures > 0) process.exit(1);
