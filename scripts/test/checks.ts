import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { amnDir, projectRoot } from '../../sandbox/src/lib/paths.ts';
import { buildProduct, type Product } from '../../sandbox/src/lib/product.ts';
import type { Supervisor } from '../../sandbox/src/lib/supervisor.ts';
import { messageOf, type Say } from '../../sandbox/src/lib/say.ts';
import { failed, passed, type Check } from './check.ts';
import { folders, hasScript, runTests, scriptCheck, type Folder } from './folders.ts';
import type { TestStack } from './stack.ts';

export interface Context {
  supervisor: Supervisor;
  say: Say;
  /** Where reports of test runners go. */
  reportsDir: string;
  /** What tests find their databases and browser by. */
  toolsEnv: () => NodeJS.ProcessEnv;
  stack: TestStack;
  isLong: boolean;
}

/** The checks that look at the sources of one folder only. */
function staticChecks(folder: Folder): Check[] {
  // Next writes the types of its routes both when it builds and when it is asked to.
  const after = folder === 'frontend' ? { after: ['frontend build'] } : {};
  return [
    scriptCheck(`${folder} lint`, folder, 'lint', after),
    scriptCheck(`${folder} types`, folder, 'typecheck', after),
    scriptCheck(`${folder} dependency rule`, folder, 'deps:check'),
  ];
}

/** Does each dependency rule catch a planted violation? Every folder with code of the product shows it. */
function plantedViolations(): Check[] {
  return folders
    .filter((folder) => folder !== 'e2e' || hasScript(folder, 'deps:selftest'))
    .map((folder) => scriptCheck(`${folder} dependency rule catches violations`, folder, 'deps:selftest'));
}

function buildCheck(name: Product, { supervisor, say }: Context): Check {
  return {
    name: `${name} build`,
    run: async () => {
      try {
        await buildProduct(name, supervisor, say);
        return passed;
      } catch (error) {
        return failed(messageOf(error));
      }
    },
  };
}

function testCheck(folder: Folder, context: Context, script = 'test'): Check {
  const name = script === 'test' ? `${folder} tests` : `${folder} long tests`;
  return {
    name,
    // The backend's tests keep two workers, a database and Redis busy, and some of them look at the clock.
    ...(script === 'test' && folder !== 'backend' ? {} : { alone: true }),
    run: (program) =>
      runTests(program, name, folder, script, join(context.reportsDir, `${name}.json`), context.toolsEnv()),
  };
}

/** A lock file that names a download address binds everybody to one mirror. */
const lockFiles: Check = {
  name: 'lock files record no addresses',
  run: () => {
    const locks = ['.', ...folders].map((folder) => join(folder, 'package-lock.json'));
    const missing = locks.filter((lock) => !existsSync(join(projectRoot, lock)));
    const bad = locks.filter(
      (lock) =>
        !missing.includes(lock) && /"resolved": *"http/.test(readFileSync(join(projectRoot, lock), 'utf8')),
    );
    const problems = [
      ...missing.map((lock) => `${lock} is missing`),
      ...bad.map((lock) => `${lock} names addresses`),
    ];
    return Promise.resolve(problems.length === 0 ? passed : failed(problems.join('; ')));
  },
};

const rootFormat: Check = {
  name: 'format of everything',
  run: async (program) => {
    const { code } = await program({
      name: 'format of everything',
      command: join(projectRoot, 'node_modules/.bin/prettier'),
      args: ['--check', '.'],
      cwd: projectRoot,
    });
    return code === 0 ? passed : failed('prettier --check . finds files to format');
  },
};

/** Those that try what they check in front of the running stack. */
const needStack = new Set(['nginx.mjs']);

/** The programs in scripts/checks/: 0 is passed, 77 is not run with the reason on the last line. */
async function deploymentChecks(context: Context): Promise<Check[]> {
  const folder = join(projectRoot, 'scripts/checks');
  const files = existsSync(folder) ? (await readdir(folder)).filter((file) => /\.(mjs|ts)$/.test(file)) : [];
  return files.sort().map((file) => {
    const name = `deployment: ${file.replace(/\.\w+$/, '')}`;
    return {
      name,
      ...(needStack.has(file) ? { after: ['stack start'] } : {}),
      run: async (program) => {
        const { code, logFile, timedOut } = await program({
          name,
          command: process.execPath,
          args: [join(folder, file)],
          cwd: projectRoot,
          env: { ...context.toolsEnv(), ...context.stack.env() },
        });
        const last = readFileSync(logFile, 'utf8').trimEnd().split('\n').at(-1) ?? '';
        if (code === 77) return { kind: 'not run', why: last, expected: true };
        if (timedOut) return failed('it took too long');
        return code === 0 ? passed : failed(`it ended with code ${code}: ${last}`);
      },
    };
  });
}

/** Clients, ledger and chain say the same after two minutes in which everything under them was broken. */
function chaosCheck(context: Context): Check {
  const name = 'the three books agree after two minutes of chaos';
  return {
    name,
    after: ['backend build'],
    alone: true,
    run: async (program) => {
      const { code, timedOut } = await program({
        name: 'chaos',
        command: process.execPath,
        args: [
          join(projectRoot, 'scripts/chaos.ts'),
          '--minutes',
          '2',
          '--state',
          join(amnDir, 'test/chaos'),
        ],
        cwd: projectRoot,
        env: context.toolsEnv(),
        // What is open at the end is settled day by day on the moved clock, on however slow a machine.
        timeoutMs: 3_600_000,
      });
      if (timedOut) return failed('it took too long');
      return code === 0 ? passed : failed(`it ended with code ${code}`);
    },
  };
}

/**
 * Everything the test command checks, in the order that keeps two cores busy and ends soonest. What needs both cores
 * comes after all that can share them; the stack loads its demo data, which is mostly waiting for blocks, meanwhile.
 */
export async function allChecks(context: Context): Promise<Check[]> {
  const { stack, isLong } = context;
  const journeysName = 'e2e journeys';
  const deployment = await deploymentChecks(context);
  const sideBySide: Check[] = [
    buildCheck('frontend', context),
    buildCheck('backend', context),
    { name: 'stack start', after: ['frontend build', 'backend build'], run: () => stack.start() },
    ...(['backend', 'frontend', 'sandbox', 'e2e'] as const).flatMap(staticChecks),
    testCheck('sandbox', context),
    testCheck('frontend', context),
    ...plantedViolations(),
    scriptCheck('API contract is up to date', 'backend', 'contract:check'),
    scriptCheck('diagrams of the docs are up to date', 'backend', 'diagrams:check'),
    scriptCheck('generated API client is up to date', 'frontend', 'api:check'),
    scriptCheck('every string is translated', 'frontend', 'locales:check'),
    scriptCheck('weight of the pages', 'frontend', 'bundle:check', { after: ['frontend build'] }),
    lockFiles,
    // Every folder with it, each by its own settings.
    rootFormat,
    ...deployment,
  ];
  return [
    ...sideBySide,
    {
      name: journeysName,
      after: ['stack start'],
      alone: true,
      run: (program) =>
        runTests(program, journeysName, 'e2e', 'test', join(context.reportsDir, 'e2e.json'), {
          ...context.toolsEnv(),
          ...stack.env(),
          ...(isLong ? { TEST_LONG: '1' } : {}),
        }),
    },
    {
      name: 'ledger agrees with the chain',
      after: ['stack start'],
      alone: true,
      run: () => stack.checkLedger(),
    },
    {
      name: 'ledger agrees with the chain after a SIGKILL of everything',
      after: ['stack start'],
      alone: true,
      run: () => stack.checkKill(),
    },
    { name: 'stack stop', after: ['stack start'], alone: true, run: () => stack.checkStop() },
    testCheck('backend', context),
    ...(isLong ? folders.filter((folder) => hasScript(folder, 'test:long')) : []).map((folder) =>
      testCheck(folder, context, 'test:long'),
    ),
    ...(isLong ? [chaosCheck(context)] : []),
  ];
}
