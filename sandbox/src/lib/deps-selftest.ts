/**
 * Shows that each dependency rule catches what it is there for: plants one violation at a time in a scratch
 * copy of the folder layout and expects dependency-cruiser to name the rule.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sandboxRoot } from './paths.ts';

interface Planted {
  rule: string;
  files: Record<string, string>;
}

const violations: Planted[] = [
  {
    rule: 'no-cycles',
    files: {
      'src/lib/a.ts': "import { b } from './b.ts';\nexport const a = () => b();\n",
      'src/lib/b.ts': "import { a } from './a.ts';\nexport const b = (): unknown => a();\n",
    },
  },
  { rule: 'no-unresolvable', files: { 'src/lib/a.ts': "import './there-is-no-such-file.ts';\n" } },
  {
    rule: 'nothing-of-the-product',
    files: {
      'src/shkeeper/a.ts': "import '../../../backend/src/b.ts';\n",
      '../backend/src/b.ts': 'export {};\n',
    },
  },
  {
    rule: 'gateway-stands-alone',
    files: { 'src/shkeeper/a.ts': "import '../parts/b.ts';\n", 'src/parts/b.ts': 'export {};\n' },
  },
  {
    rule: 'lib-is-a-leaf',
    files: { 'src/lib/a.ts': "import '../parts/b.ts';\n", 'src/parts/b.ts': 'export {};\n' },
  },
];

/** The names of the rules that dependency-cruiser reports for these files. */
function rulesBrokenBy(files: Record<string, string>): string[] {
  const scratch = mkdtempSync(join(tmpdir(), 'amn-deps-'));
  const folder = join(scratch, 'sandbox');
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
      cpSync(join(sandboxRoot, name), join(folder, name));
    }
    symlinkSync(join(sandboxRoot, 'node_modules'), join(folder, 'node_modules'));
    const args = ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json', '--no-cache'];
    let printed: string;
    try {
      const program = join(sandboxRoot, 'node_modules/.bin/depcruise');
      printed = execFileSync(program, args, {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      });
    } catch (error) {
      // It ends with the number of violations, which is what is wanted here.
      if (typeof error !== 'object' || error === null || !('stdout' in error)) throw error;
      printed = String(error.stdout);
    }
    const report = JSON.parse(printed) as { summary: { violations: { rule: { name: string } }[] } };
    return report.summary.violations.map(({ rule }) => rule.name);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

let missed = 0;
for (const { rule, files } of violations) {
  const caught = rulesBrokenBy(files).includes(rule);
  process.stdout.write(`${caught ? 'caught' : 'MISSED'}: ${rule}\n`);
  if (!caught) missed += 1;
}
if (missed > 0) process.exit(1);
