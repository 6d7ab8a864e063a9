import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../sandbox/src/lib/paths.ts';
import { failed, passed, type Check, type Outcome, type RunProgram } from './check.ts';
import { readCounts } from './counts.ts';

/** The folders with packages of their own. */
export const folders = ['backend', 'frontend', 'sandbox', 'e2e'] as const;
export type Folder = (typeof folders)[number];

/** How a folder's tests are told to write their counts where it can be read. */
const reporting: Record<Folder, 'jest' | 'node'> = {
  backend: 'jest',
  frontend: 'jest',
  sandbox: 'node',
  e2e: 'node',
};

/** Undefined where the folder has the script; else what is wrong. */
function missingScript(folder: Folder, script: string): Outcome | undefined {
  const path = join(projectRoot, folder, 'package.json');
  if (!existsSync(path)) return failed(`there is no folder ${folder}`);
  const { scripts } = JSON.parse(readFileSync(path, 'utf8')) as { scripts?: Record<string, string> };
  return scripts?.[script] === undefined ? failed(`${folder} has no script ${script}`) : undefined;
}

export function hasScript(folder: Folder, script: string): boolean {
  return missingScript(folder, script) === undefined;
}

/** A check that passes where a script of the folder ends with 0. */
export function scriptCheck(
  name: string,
  folder: Folder,
  script: string,
  options: Pick<Check, 'after' | 'alone'> & { env?: () => NodeJS.ProcessEnv; timeoutMs?: number } = {},
): Check {
  const { env, timeoutMs, ...rest } = options;
  return {
    name,
    ...rest,
    run: async (program) => {
      const missing = missingScript(folder, script);
      if (missing !== undefined) return missing;
      const { code, timedOut } = await program({
        name,
        command: 'npm',
        args: ['run', script],
        cwd: join(projectRoot, folder),
        ...(env === undefined ? {} : { env: env() }),
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
      });
      if (timedOut) return failed('it took too long');
      return code === 0 ? passed : failed(`it ended with code ${code}`);
    },
  };
}

/** Runs the tests of a folder and takes over their counts. */
export async function runTests(
  program: RunProgram,
  name: string,
  folder: Folder,
  script: string,
  reportFile: string,
  env: NodeJS.ProcessEnv,
): Promise<Outcome> {
  const missing = missingScript(folder, script);
  if (missing !== undefined) return missing;
  rmSync(reportFile, { force: true });
  const args = reporting[folder] === 'jest' ? ['--', '--json', `--outputFile=${reportFile}`] : [];
  const { code, logFile, timedOut } = await program({
    name,
    command: 'npm',
    args: ['run', script, ...args],
    cwd: join(projectRoot, folder),
    env,
    // Far beyond what it takes: a busy machine may be several times slower.
    timeoutMs: script === 'test' ? 2_400_000 : 7_200_000,
  });
  if (timedOut) return failed('it took too long');
  const counts = readCounts(reportFile, logFile);
  if (counts === undefined) return failed(`it ended with code ${code} and told no number of tests`);
  if (counts.passed + counts.failed === 0) return failed('it ran no test');
  if (counts.skipped > 0) {
    return { kind: 'ran', ...counts, failed: counts.failed + 1, why: `${counts.skipped} tests were skipped` };
  }
  if (counts.failed > 0) return { kind: 'ran', ...counts, why: `${counts.failed} tests failed` };
  if (code !== 0) {
    return { kind: 'ran', ...counts, failed: 1, why: `no test failed, yet it ended with code ${code}` };
  }
  return { kind: 'ran', ...counts };
}
