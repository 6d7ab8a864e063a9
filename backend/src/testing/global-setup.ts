import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoMemoryReplSet } from 'mongodb-memory-server';
import { startRedis } from './redis-process.ts';

/** A real MongoDB replica set and a real Redis for the whole run; each test file takes its own part of them. */

interface Parts {
  readonly mongod?: string;
  readonly mongodVersion?: string;
  readonly redis?: string;
}

const PARTS_CLI = join(import.meta.dirname, '../../../sandbox/src/parts/cli.ts');

function findParts(): Parts {
  const {
    MONGOMS_SYSTEM_BINARY: mongod,
    MONGOMS_VERSION: mongodVersion,
    TEST_REDIS_BINARY: redis,
  } = process.env;
  if (mongod !== undefined && redis !== undefined)
    return { mongod, redis, ...(mongodVersion ? { mongodVersion } : {}) };
  if (!existsSync(PARTS_CLI)) return { redis: 'redis-server' };
  return JSON.parse(execFileSync(process.execPath, [PARTS_CLI], { encoding: 'utf8' })) as Parts;
}

/**
 * A folder in memory where the machine has one. Every transaction waits for the journal, and on a disk that is most
 * of what the tests wait for; what they kill is the backend, never the database.
 */
function makeDataFolder(): string {
  const memory = '/dev/shm';
  return mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'amn-test-mongo-'));
}

async function startMongo(parts: Parts, dbPath: string): Promise<MongoMemoryReplSet> {
  return MongoMemoryReplSet.create({
    instanceOpts: [{ dbPath }],
    replSet: {
      count: 1,
      storageEngine: 'wiredTiger',
      ip: '127.0.0.1',
      // A process that a test kills leaves its transaction open; MongoDB's minute would be long to wait.
      args: [
        '--setParameter',
        'transactionLifetimeLimitSeconds=5',
        '--setParameter',
        'diagnosticDataCollectionEnabled=false',
        // Each suite drops some two hundred files with its database. Kept open for the five minutes in which an old
        // snapshot could ask for them, those of a hundred suites are more than a process may open.
        '--setParameter',
        'minSnapshotHistoryWindowInSeconds=30',
        '--syncdelay',
        '20',
      ],
    },
    ...(parts.mongod === undefined
      ? {}
      : { binary: { systemBinary: parts.mongod, version: parts.mongodVersion ?? '6.0.5' } }),
  });
}

export interface TestParts {
  readonly stop: () => Promise<void>;
}

declare global {
  var amnTestParts: TestParts | undefined;
}

export default async function globalSetup(): Promise<void> {
  const parts = findParts();
  const redisBinary = parts.redis ?? 'redis-server';
  const dbPath = makeDataFolder();
  const [mongo, redis] = await Promise.all([startMongo(parts, dbPath), startRedis(redisBinary)]);
  process.env['AMN_TEST_MONGODB_URI'] = mongo.getUri();
  process.env['AMN_TEST_REDIS_BINARY'] = redisBinary;
  process.env['AMN_TEST_REDIS_URL'] = redis.url;
  globalThis.amnTestParts = {
    stop: async () => {
      await Promise.all([mongo.stop(), redis.stop()]);
      rmSync(dbPath, { recursive: true, force: true });
    },
  };
}
