import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testEnvironment } from './environment.ts';

/** Each test file has a database, a key prefix and a folder of its own. */
const id = randomBytes(6).toString('hex');
const uri = new URL(process.env['AMN_TEST_MONGODB_URI'] ?? 'mongodb://127.0.0.1:27017');
uri.pathname = `/amn-test-${id}`;

Object.assign(
  process.env,
  testEnvironment({
    MONGODB_URI: uri.href,
    REDIS_URL: process.env['AMN_TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379',
    REDIS_PREFIX: `test-${id}`,
    UPLOADS_DIR: join(tmpdir(), `amn-test-uploads-${id}`),
  }),
);
