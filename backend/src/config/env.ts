import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { assetCodeSchema } from '../shared/money.ts';
import { chainNodesSchema, nodeOf } from './chain-nodes.ts';
import { feeScheduleSchema, flatSchedule, MAX_FEE_BPS, type FeeSchedule } from './fee-schedule.ts';

/** The only reader of process.env. Everything else calls `env()`, which is parsed once and frozen. */

const assetSchema = z.strictObject({
  code: assetCodeSchema,
  symbol: z.string().min(1).max(12),
  name: z.string().min(1).max(60),
  network: z.string().min(1).max(60),
  chainId: z.number().int().positive(),
  contract: z.string().regex(/^0x[0-9a-fA-F]{40}$/, 'must be the 0x address of the token contract'),
  decimals: z.number().int().min(0).max(30),
  /** Blocks on top of a transfer before it counts. */
  confirmations: z.number().int().min(1).max(1000),
  stable: z.boolean(),
  /** Whether it is offered at all: a stable one is unless it says no, another one only if it says so. */
  enabled: z.boolean().optional(),
  /** How long its price stands; PRICE_LOCK_MINUTES when left out. Without meaning for a stable one. */
  priceLockMinutes: z.number().int().min(1).max(1440).optional(),
  explorerUrl: z.url().optional(),
  /** How far below the price a payment may stay and still count as full, in base units. */
  toleranceBase: z
    .string()
    .regex(/^\d{1,30}$/, 'must be a whole number of base units')
    .optional(),
});
export type AssetConfig = z.infer<typeof assetSchema>;

const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' });
    return z.NEVER;
  }
});

/** JSON as it stands, or the path of a file that holds it. */
const jsonOrFile = z
  .string()
  .transform((given, context): string => {
    if (given.trimStart().startsWith('{')) return given;
    try {
      return readFileSync(given, 'utf8');
    } catch {
      context.addIssue({ code: 'custom', message: 'must be a JSON object or the path of a readable file' });
      return z.NEVER;
    }
  })
  .pipe(jsonText);

const assetRegistrySchema = jsonText
  .pipe(z.array(assetSchema).min(1))
  .refine((assets) => new Set(assets.map((a) => a.code)).size === assets.length, 'names a code twice');

const secret = (minLength: number) => z.string().min(minLength, `must have at least ${minLength} characters`);
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);
const ed25519Key = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes in base64url');
const trustProxySchema = z.string().transform((text) => {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^\d+$/.test(text) ? Number(text) : text;
});

const envSchema = z
  .object({
    NODE_ENV: z.enum(['development', 'test', 'production']),
    HOST: z.string().default('127.0.0.1'),
    PORT: whole(0, 65535).default(5001),
    /** Where people reach the product, without a slash at the end. */
    PUBLIC_URL: z.url().transform((url) => url.replace(/\/+$/, '')),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\//, 'must be a mongodb:// URI'),
    REDIS_URL: z.string().regex(/^rediss?:\/\//, 'must be a redis:// URL'),
    /** Set apart the keys of several stacks in one Redis. */
    REDIS_PREFIX: z
      .string()
      .regex(/^[\w-]*$/)
      .default('amn'),
    JWT_SECRET: secret(32),
    /** Ed25519 private key that receipts are signed with: 32 random bytes, base64url. */
    RECEIPT_SIGNING_KEY: ed25519Key,
    /** Public keys that signed before, comma-separated: their receipts still hold. */
    RECEIPT_RETIRED_KEYS: list.pipe(z.array(ed25519Key)).default([]),
    SHKEEPER_URL: z.url().transform((url) => url.replace(/\/+$/, '')),
    SHKEEPER_API_KEY: secret(8),
    SHKEEPER_PAYOUT_USERNAME: secret(1),
    SHKEEPER_PAYOUT_PASSWORD: secret(8),
    SHKEEPER_WEBHOOK_FORMAT: z.enum(['shkeeper', 'spec', 'api-key']).default('shkeeper'),
    SHKEEPER_WEBHOOK_SECRET: secret(16).optional(),
    /** Second API key accepted while the gateway's key is rotated. */
    SHKEEPER_PREVIOUS_API_KEY: secret(8).optional(),
    /** The same for SHKEEPER_WEBHOOK_SECRET. */
    SHKEEPER_PREVIOUS_WEBHOOK_SECRET: secret(16).optional(),
    /** Base of the callback address the gateway is given. */
    SHKEEPER_WEBHOOK_URL: z.url().transform((url) => url.replace(/\/+$/, '')),
    PAYMENT_VERIFICATION: z.enum(['webhook', 'gateway', 'chain']).default('gateway'),
    /** Nodes that chains are read by. */
    CHAIN_RPC_URL: chainNodesSchema.optional(),
    ASSET_REGISTRY: assetRegistrySchema,
    SMTP_URL: z.string().regex(/^smtps?:\/\//, 'must be an smtp:// URL'),
    MAIL_FROM: z.string().min(3),
    UPLOADS_DIR: z.string().min(1),
    CORS_ORIGINS: list.default([]),
    TRUST_PROXY: trustProxySchema.default(false),
    OPENAI_API_KEY: secret(8).optional(),
    OPENAI_BASE_URL: z.url().optional(),
    OPENAI_MODEL: z.string().min(1).default('gpt-4.1-mini'),
    SENTRY_DSN: z.url().optional(),
    /** One percentage of every price, borne by the seller; FEE_SCHEDULE takes its place. */
    PLATFORM_FEE_BPS: whole(0, MAX_FEE_BPS).default(250),
    FEE_SCHEDULE: jsonOrFile.pipe(feeScheduleSchema).optional(),
    PAYOUT_AUTO_LIMIT_CENTS: whole(0, 1_000_000_000).default(100_000),
    PAYOUT_SECOND_LIMIT_CENTS: whole(0, 1_000_000_000).default(1_000_000),
    /** What goes out by itself within 24 hours, to one person and altogether; above it an admin approves. */
    PAYOUT_USER_DAY_LIMIT_CENTS: whole(0, 1_000_000_000).default(300_000),
    PAYOUT_PLATFORM_DAY_LIMIT_CENTS: whole(0, 1_000_000_000).default(5_000_000),
    /**
     * What gateways burn on bringing deposits to their wallet, per chain's own coin: so much within 24 hours is booked
     * by itself; above it an admin looks.
     */
    SWEEP_FEES_DAY_LIMIT_CENTS: whole(0, 1_000_000_000).default(5_000),
    /** How long a payout may stand before it counts as stuck: unclear, on its way, and waiting for approval. */
    PAYOUT_STUCK_UNKNOWN_MINUTES: whole(1, 10_080).default(15),
    PAYOUT_STUCK_MOVING_MINUTES: whole(1, 10_080).default(60),
    PAYOUT_STUCK_APPROVAL_HOURS: whole(1, 720).default(24),
    /** Wallets that the gateway pays from, beside those that confirmed payouts have shown. */
    GATEWAY_WALLETS: list.default([]),
    PAYOUT_MIN_CENTS: whole(0, 1_000_000).default(100),
    PAYOUT_ADDRESS_HOLD_HOURS: whole(0, 720).default(24),
    PRICE_LOCK_MINUTES: whole(1, 1440).default(30),
    /** An open request without an accepted offer, and an offer without an answer, end by themselves. */
    REQUEST_EXPIRY_DAYS: whole(1, 365).default(30),
    OFFER_EXPIRY_DAYS: whole(1, 365).default(7),
    /** How often a buyer may send one milestone back; what a deal was accepted with stays its own. */
    CHANGE_ROUNDS: whole(0, 20).default(3),
    /** Multiplies the size of every rate-limit bucket. */
    RATE_LIMIT_FACTOR: z.coerce.number().positive().default(1),
    /** No server for longer than this is a downtime, and every deadline that ran is put off by it. */
    DOWNTIME_THRESHOLD_MINUTES: whole(2, 1440).default(10),
    SWEEP_INTERVAL_MS: whole(50, 600_000).default(15_000),
    /** Only in a demo: switches the demo module on. */
    DEMO_SANDBOX_URL: z
      .url()
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
    DEMO_SANDBOX_SECRET: secret(16).optional(),
    DEMO_MAIL_URL: z.url().optional(),
    /** Tests only: the named crash point kills the process. */
    CRASH_POINT: z.string().optional(),
  })
  .superRefine((value, context) => {
    const want = (missing: boolean, path: string, message: string) => {
      if (missing) context.addIssue({ code: 'custom', path: [path], message });
    };
    const demo = value.DEMO_SANDBOX_URL !== undefined;
    const production = value.NODE_ENV === 'production';
    want(
      value.SHKEEPER_WEBHOOK_FORMAT === 'spec' && !value.SHKEEPER_WEBHOOK_SECRET,
      'SHKEEPER_WEBHOOK_SECRET',
      'is needed by SHKEEPER_WEBHOOK_FORMAT=spec',
    );
    want(
      value.SHKEEPER_WEBHOOK_FORMAT !== 'shkeeper' && value.PAYMENT_VERIFICATION === 'webhook',
      'PAYMENT_VERIFICATION',
      'must be gateway or chain: this webhook format carries no time',
    );
    want(
      production && value.PAYMENT_VERIFICATION === 'webhook',
      'PAYMENT_VERIFICATION',
      'webhook is for development only',
    );
    want(
      value.PAYMENT_VERIFICATION === 'chain' && !value.CHAIN_RPC_URL,
      'CHAIN_RPC_URL',
      'is needed by PAYMENT_VERIFICATION=chain',
    );
    const chains = [...new Set(value.ASSET_REGISTRY.map(({ chainId }) => chainId))];
    want(
      typeof value.CHAIN_RPC_URL?.only === 'string' && chains.length > 1,
      'CHAIN_RPC_URL',
      `must say which chain each node is of: ${chains.map((chainId) => `${chainId}=address`).join(',')}`,
    );
    const unread = chains.filter((chainId) => nodeOf(value.CHAIN_RPC_URL, chainId) === undefined);
    want(
      value.PAYMENT_VERIFICATION === 'chain' && value.CHAIN_RPC_URL !== undefined && unread.length > 0,
      'CHAIN_RPC_URL',
      `PAYMENT_VERIFICATION=chain needs a node of chain ${unread.join(', ')} too`,
    );
    want(demo && !value.DEMO_SANDBOX_SECRET, 'DEMO_SANDBOX_SECRET', 'is needed by DEMO_SANDBOX_URL');
    want(
      production && !demo && value.PAYOUT_ADDRESS_HOLD_HOURS < 1,
      'PAYOUT_ADDRESS_HOLD_HOURS',
      'must be at least 1 in production',
    );
    want(production && value.CRASH_POINT !== undefined, 'CRASH_POINT', 'is refused in production');
  });

export type Env = Readonly<z.infer<typeof envSchema>>;

/** Lists everything that is wrong at once, by name; never a value, since it may be a secret. */
export class EnvError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'EnvError';
    this.problems = problems;
  }
}

/**
 * An empty variable counts as not set, as compose files write `NAME=`.
 * @throws EnvError
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = envSchema.safeParse(given);
  if (result.success) return Object.freeze(result.data);
  throw new EnvError(
    result.error.issues.map((issue) => {
      const name = issue.path.map(String).join('.');
      return name in given || issue.path.length > 1 || issue.code === 'custom'
        ? `${name}: ${issue.message}`
        : `${name} is not set`;
    }),
  );
}

/** What deals cost that are made now. */
export const feeSchedule = (): FeeSchedule => env().FEE_SCHEDULE ?? flatSchedule(env().PLATFORM_FEE_BPS);

let cached: Env | undefined;

/** @throws EnvError on the first call when something is wrong or missing. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}
