/**
 * Finds or fetches the programs that tests need, and prints where they are as one line of JSON:
 * `{mongod, mongodVersion, redis, browser?, browserLibraryPath?}`. Progress goes to the error output.
 * Usage: node src/parts/cli.ts [--browser]
 */
import { findBrowser } from './browser.ts';
import { findMongod } from './mongod.ts';
import { findRedis } from './valkey.ts';

const say = (line: string) => {
  process.stderr.write(`${line}\n`);
};
const [mongod, redis] = await Promise.all([findMongod(say), findRedis(say)]);
const browser = process.argv.includes('--browser') ? await findBrowser(say) : undefined;
process.stdout.write(
  `${JSON.stringify({
    mongod: mongod.path,
    mongodVersion: mongod.version,
    redis: redis.path,
    browser: browser?.path,
    browserLibraryPath: browser?.libraryPath,
  })}\n`,
);
