import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { testEnvironment } from '../testing/environment.ts';
import { nodeOf } from './chain-nodes.ts';
import { EnvError, parseEnv } from './env.ts';

const good = testEnvironment({
  MONGODB_URI: 'mongodb://127.0.0.1:27017/amn',
  REDIS_URL: 'redis://127.0.0.1:6379',
  REDIS_PREFIX: 'amn',
  UPLOADS_DIR: '/data/uploads',
});

function problemsOf(changes: Record<string, string | undefined>): readonly string[] {
  try {
    parseEnv({ ...good, ...changes });
  } catch (error) {
    if (error instanceof EnvError) return error.problems;
    throw error;
  }
  return [];
}

describe('what deals cost', () => {
  const rule = { bearer: 'buyer', tiers: [{ fromCents: 0, percentBps: 100 }] };

  it('is a schedule as JSON or in a file', () => {
    const parsed = { default: { ...rule, fixedCents: 0 }, categories: {} };
    const text = JSON.stringify({ default: rule });
    expect(parseEnv({ ...good, FEE_SCHEDULE: text }).FEE_SCHEDULE).toEqual(parsed);
    const path = join(mkdtempSync(join(tmpdir(), 'amn-fees-')), 'fees.json');
    writeFileSync(path, text);
    expect(parseEnv({ ...good, FEE_SCHEDULE: path }).FEE_SCHEDULE).toEqual(parsed);
  });

  it('stops the start when the schedule cannot be used, and says where it is wrong', () => {
    const tiers = [
      { fromCents: 0, percentBps: 300 },
      { fromCents: 500, percentBps: 200 },
      { fromCents: 500, percentBps: 100 },
    ];
    expect(problemsOf({ FEE_SCHEDULE: JSON.stringify({ default: { ...rule, tiers } }) })).toEqual([
      'FEE_SCHEDULE.default.tiers.2.fromCents: begins where the tier before it begins: they overlap',
    ]);
    expect(problemsOf({ FEE_SCHEDULE: '/nowhere/fees.json' })).toEqual([
      'FEE_SCHEDULE: must be a JSON object or the path of a readable file',
    ]);
    expect(problemsOf({ FEE_SCHEDULE: '{"default":' })).toEqual(['FEE_SCHEDULE: must be JSON']);
  });
});

describe('the nodes that chains are read by', () => {
  const [usdt, usdc] = JSON.parse(good['ASSET_REGISTRY'] ?? '[]') as object[];
  const twoChains = { ASSET_REGISTRY: JSON.stringify([usdt, { ...usdc, chainId: 56 }]) };

  it('are one for the only chain, or one for each', () => {
    const only = parseEnv({ ...good, CHAIN_RPC_URL: 'http://127.0.0.1:8545/?a=1' }).CHAIN_RPC_URL;
    expect(nodeOf(only, 31337)).toBe('http://127.0.0.1:8545/?a=1');
    const each = { ...twoChains, CHAIN_RPC_URL: '31337=http://127.0.0.1:8545, 56=https://bsc.test/?key=a=b' };
    const nodes = parseEnv({ ...good, ...each, PAYMENT_VERIFICATION: 'chain' }).CHAIN_RPC_URL;
    expect(nodeOf(nodes, 31337)).toBe('http://127.0.0.1:8545');
    expect(nodeOf(nodes, 56)).toBe('https://bsc.test/?key=a=b');
    expect(nodeOf(nodes, 1)).toBeUndefined();
    expect(nodeOf(undefined, 1)).toBeUndefined();
  });

  it('may leave out a chain of which the gateway’s word is enough', () => {
    const CHAIN_RPC_URL = '56=https://bsc.test';
    expect(problemsOf({ ...twoChains, CHAIN_RPC_URL })).toEqual([]);
    expect(problemsOf({ ...twoChains, CHAIN_RPC_URL, PAYMENT_VERIFICATION: 'chain' })).toEqual([
      'CHAIN_RPC_URL: PAYMENT_VERIFICATION=chain needs a node of chain 31337 too',
    ]);
  });

  it('say which chain they are of where there are several', () => {
    expect(problemsOf({ ...twoChains, CHAIN_RPC_URL: 'http://127.0.0.1:8545' })).toEqual([
      'CHAIN_RPC_URL: must say which chain each node is of: 31337=address,56=address',
    ]);
  });

  it.each([
    'not an address',
    '1=',
    '1=nowhere',
    '1=http://a.test,1=http://b.test',
    'http://a.test,1=http://b.test',
  ])('are not %j', (CHAIN_RPC_URL) => {
    expect(problemsOf({ CHAIN_RPC_URL })[0]).toMatch(/^CHAIN_RPC_URL: must be the address of a node/);
  });
});

describe('the environment', () => {
  it('is parsed, frozen, and reads the asset registry', () => {
    const env = parseEnv({
      ...good,
      PUBLIC_URL: 'http://localhost:8083/',
      CORS_ORIGINS: 'http://a.test, http://b.test',
    });
    expect(Object.isFrozen(env)).toBe(true);
    expect(env.PUBLIC_URL).toBe('http://localhost:8083');
    expect(env.CORS_ORIGINS).toEqual(['http://a.test', 'http://b.test']);
    expect(env.ASSET_REGISTRY.map((asset) => [asset.code, asset.decimals])).toEqual([
      ['ETH-USDT', 6],
      ['ETH-USDC', 6],
    ]);
    expect(env.PLATFORM_FEE_BPS).toBe(250);
  });

  it.each([
    'JWT_SECRET',
    'RECEIPT_SIGNING_KEY',
    'SHKEEPER_API_KEY',
    'SHKEEPER_PAYOUT_PASSWORD',
    'MONGODB_URI',
    'REDIS_URL',
    'ASSET_REGISTRY',
  ])('has no default for %s, and an empty one is none', (name) => {
    expect(problemsOf({ [name]: undefined })).toEqual([`${name} is not set`]);
    expect(problemsOf({ [name]: '' })).toEqual([`${name} is not set`]);
  });

  it('lists everything that is wrong at once, and never a value', () => {
    const problems = problemsOf({ JWT_SECRET: 'tooshort', PORT: 'http', MAIL_FROM: undefined });
    expect(problems).toHaveLength(3);
    expect(problems.join('\n')).toMatch(/JWT_SECRET: must have at least 32/);
    expect(problems.join('\n')).not.toContain('tooshort');
  });

  it.each([
    [{ SHKEEPER_WEBHOOK_FORMAT: 'spec' }, 'SHKEEPER_WEBHOOK_SECRET'],
    [{ SHKEEPER_WEBHOOK_FORMAT: 'api-key', PAYMENT_VERIFICATION: 'webhook' }, 'PAYMENT_VERIFICATION'],
    [{ NODE_ENV: 'production', PAYMENT_VERIFICATION: 'webhook' }, 'PAYMENT_VERIFICATION'],
    [{ PAYMENT_VERIFICATION: 'chain' }, 'CHAIN_RPC_URL'],
    [{ DEMO_SANDBOX_URL: 'http://127.0.0.1:5005' }, 'DEMO_SANDBOX_SECRET'],
    [{ NODE_ENV: 'production', PAYOUT_ADDRESS_HOLD_HOURS: '0' }, 'PAYOUT_ADDRESS_HOLD_HOURS'],
    [{ NODE_ENV: 'production', CRASH_POINT: 'fund:after-commit' }, 'CRASH_POINT'],
    [{ ASSET_REGISTRY: '{not json' }, 'ASSET_REGISTRY'],
    [{ ASSET_REGISTRY: '[]' }, 'ASSET_REGISTRY'],
    [{ ASSET_REGISTRY: '[{"code":"ETH-USDT"}]' }, 'ASSET_REGISTRY.0.contract'],
  ])('refuses %j', (changes, name) => {
    expect(problemsOf(changes).join('\n')).toContain(`${name}:`);
  });

  it('allows no hold in a demo, which shows a banner', () => {
    const demo = { DEMO_SANDBOX_URL: 'http://127.0.0.1:5005', DEMO_SANDBOX_SECRET: 'a-secret-of-the-demo' };
    expect(problemsOf({ NODE_ENV: 'production', PAYOUT_ADDRESS_HOLD_HOURS: '0', ...demo })).toEqual([]);
  });
});
