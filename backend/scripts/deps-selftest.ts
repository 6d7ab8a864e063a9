import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import config from '../.dependency-cruiser.js';

/**
 * Shows that the dependency rules catch what they are there for: for each rule, a small tree with one
 * violation, which must be reported by that rule and no other; and a tree without any, which must pass.
 */

type Tree = Readonly<Record<string, string>>;
const imports = (path: string): string => `import { x } from '${path}';\nexport const y = x;\n`;
const leaf = 'export const x = 1;\n';

const PLANTED: Readonly<Record<string, Tree>> = {
  'no-cycles': {
    'src/shared/a.ts': "import { b } from './b.ts';\nexport const a = () => b;\n",
    'src/shared/b.ts': "import { a } from './a.ts';\nexport const b = () => a;\n",
  },
  'shared-is-the-ground': { 'src/shared/a.ts': imports('../config/env.ts'), 'src/config/env.ts': leaf },
  'config-knows-shared-only': {
    'src/config/env.ts': imports('../platform/redis.ts'),
    'src/platform/redis.ts': leaf,
  },
  'platform-knows-no-module': {
    'src/platform/redis.ts': imports('../modules/deal/index.ts'),
    'src/modules/deal/index.ts': leaf,
  },
  'modules-know-no-app': {
    'src/modules/deal/index.ts': imports('../../app/routes.ts'),
    'src/app/routes.ts': leaf,
  },
  'modules-by-their-front-door': {
    'src/modules/deal/deal.service.ts': imports('../money/money.service.ts'),
    'src/modules/money/money.service.ts': leaf,
  },
  'leaves-read-leaves-of-others': {
    'src/modules/deal/deal.contract.ts': imports('../money/index.ts'),
    'src/modules/money/index.ts': leaf,
  },
  'tests-use-front-doors-of-others': {
    'src/modules/deal/deal.test.ts': imports('../money/money.service.ts'),
    'src/modules/money/money.service.ts': leaf,
  },
  'pure-files-stay-pure': {
    'src/modules/deal/deal.policy.ts': imports('../../platform/clock.ts'),
    'src/platform/clock.ts': leaf,
  },
  'model-is-private-to-the-repository': {
    'src/modules/deal/deal.service.ts': imports('./deal.model.ts'),
    'src/modules/deal/deal.model.ts': leaf,
  },
  'routes-go-through-the-service': {
    'src/modules/deal/deal.routes.ts': imports('./deal.repository.ts'),
    'src/modules/deal/deal.repository.ts': leaf,
  },
  'nothing-below-imports-routes': {
    'src/modules/deal/deal.service.ts': imports('./deal.routes.ts'),
    'src/modules/deal/deal.routes.ts': leaf,
  },
  'repository-is-the-bottom': {
    'src/modules/deal/deal.repository.ts': imports('./deal.service.ts'),
    'src/modules/deal/deal.service.ts': leaf,
  },
  'services-neither-emit-nor-mail': {
    'src/modules/deal/deal.service.ts': imports('../../platform/mailer.ts'),
    'src/platform/mailer.ts': leaf,
  },
  'testing-is-for-tests': {
    'src/app/routes.ts': imports('../testing/actors.ts'),
    'src/testing/actors.ts': leaf,
  },
  'no-development-package-in-production': {
    'src/platform/a.ts': "import fc from 'fast-check';\nexport const y = fc;\n",
  },
  resolvable: { 'src/platform/a.ts': imports('./not-there.ts') },
};

const CLEAN: Tree = {
  'src/shared/errors.ts': leaf,
  'src/config/env.ts': imports('../shared/errors.ts'),
  'src/platform/clock.ts': imports('../config/env.ts'),
  'src/modules/money/index.ts': leaf,
  'src/modules/deal/deal.contract.ts': imports('../../shared/errors.ts'),
  'src/modules/deal/deal.model.ts': leaf,
  'src/modules/deal/deal.repository.ts': imports('./deal.model.ts'),
  'src/modules/deal/deal.service.ts': `${imports('../money/index.ts')}export * from './deal.repository.ts';\n`,
  'src/modules/deal/deal.routes.ts': imports('./deal.service.ts'),
  'src/app/routes.ts': imports('../modules/deal/deal.routes.ts'),
};

const root = join(import.meta.dirname, '..');

/** Names of the rules that a tree breaks. Asked in this process: to start a program takes longer than its answer. */
async function violations(tree: Tree): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'amn-deps-'));
  try {
    for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.js']) {
      await cp(join(root, file), join(folder, file));
    }
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const [path, text] of Object.entries(tree)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    process.chdir(folder);
    const options = await extractOptions(join(folder, '.dependency-cruiser.js'));
    const tsConfig = extractTSConfig(join(folder, 'tsconfig.json'));
    const { output } = await cruise(['src'], { ...options, outputType: 'json' }, undefined, { tsConfig });
    if (typeof output !== 'string') throw new Error('dependency-cruiser did not answer in JSON');
    const report = JSON.parse(output) as { summary: { violations: { rule: { name: string } }[] } };
    return [...new Set(report.summary.violations.map(({ rule }) => rule.name))];
  } finally {
    process.chdir(root);
    await rm(folder, { recursive: true, force: true });
  }
}

let passed = 0;
const failures: string[] = [];
const record = (ok: boolean, what: string): void => {
  if (ok) passed += 1;
  else failures.push(what);
};

const clean = await violations(CLEAN);
record(clean.length === 0, `a clean tree is reported: ${clean.join(', ')}`);
for (const { name } of config.forbidden ?? []) {
  const tree = name === undefined ? undefined : PLANTED[name];
  if (name === undefined || tree === undefined) {
    record(false, `nothing is planted for the rule ${name ?? '(without a name)'}`);
    continue;
  }
  const found = await violations(tree);
  record(
    found.length === 1 && found[0] === name,
    `${name} should be the one reported, but: ${found.join(', ') || 'none'}`,
  );
}
for (const failure of failures) console.error(`FAILED ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
