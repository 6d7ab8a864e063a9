import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildOnce } from './build-cache.ts';
import { withFileLock } from './file-lock.ts';
import { cacheDir, projectRoot } from './paths.ts';
import { took, type Say } from './say.ts';
import { lastLines, tiers, type Supervisor } from './supervisor.ts';

/** The two halves of the product, as they are built for production. */
const products = {
  backend: { outputs: ['dist/server.js'], estimate: 'a few seconds' },
  frontend: {
    outputs: ['.next/standalone/server.js', '.next/standalone/.next/static'],
    estimate: 'a minute or two',
  },
} as const;
export type Product = keyof typeof products;

/** Makes the production build of one half, unless the sources it was last made of are unchanged. */
export async function buildProduct(name: Product, supervisor: Supervisor, say: Say): Promise<void> {
  const folder = join(projectRoot, name);
  if (!existsSync(join(folder, 'package.json'))) throw new Error(`there is no ${name}/ to build`);
  const { outputs, estimate } = products[name];
  const began = performance.now();
  const lock = join(cacheDir, `build-${name}.lock`);
  const onWait = () => {
    say(`  waiting for another run that builds the ${name}`);
  };
  const make = () =>
    buildOnce({
      folder,
      outputs,
      stamp: join(cacheDir, `build-${name}.json`),
      build: async () => {
        say(`· building the ${name} (${estimate})`);
        const running = await supervisor.spawn({
          name: `build-${name}`,
          command: 'npm',
          args: ['run', 'build'],
          cwd: folder,
          env: {
            ...process.env,
            NODE_ENV: 'production',
            NEXT_TELEMETRY_DISABLED: '1',
            // `npm test` has them checked by the compiler itself, tests included; here nobody should wait for it.
            TYPES_CHECKED_APART: '1',
          },
          tier: tiers.frontend,
          stopGraceMs: 2_000,
          endsByItself: true,
        });
        const code = await running.ended;
        if (supervisor.isStopping) throw new Error(`the build of the ${name} was interrupted`);
        if (code !== 0) {
          throw new Error(
            `the build of the ${name} failed (code ${code}):\n${lastLines(running.logFile, 40)}`,
          );
        }
      },
    });
  const built = await withFileLock(lock, onWait, make);
  say(built ? `✓ ${name} built (${took(began)})` : `✓ ${name} build is up to date`);
}
