import { isAddress, type Address } from 'viem';
import { z } from 'zod';
import { parseDecimal } from './decimal.ts';

const decimal = z.string().refine((text) => {
  try {
    return parseDecimal(text) > 0n;
  } catch {
    return false;
  }
}, 'a decimal number above zero');

const flag = z.enum(['0', '1', 'true', 'false']).transform((text) => text === '1' || text === 'true');

const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);

const AssetSchema = z.object({
  code: z.string().regex(/^[A-Z0-9-]+$/),
  displayName: z.string().min(1),
  decimals: z.number().int().min(0).max(18),
  contract: z.custom<Address>((value) => typeof value === 'string' && isAddress(value)).optional(),
  /** Confirmations this wallet asks for before it calls back; the general number where missing. */
  confirmations: z.number().int().min(1).optional(),
});

export type Asset = z.infer<typeof AssetSchema>;

const EnvSchema = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65535).default(5005),
    SHKEEPER_SANDBOX_RPC_URL: z.url(),
    SHKEEPER_SANDBOX_TOKENS: json(z.array(AssetSchema).min(1)),
    /** The phrase behind invoice addresses and the hot wallet. */
    SHKEEPER_SANDBOX_MNEMONIC: z.string().min(20),
    SHKEEPER_SANDBOX_STATE_DIR: z.string().min(1),
    SHKEEPER_SANDBOX_API_KEY: z.string().min(8),
    SHKEEPER_SANDBOX_PAYOUT_USERNAME: z.string().min(1),
    SHKEEPER_SANDBOX_PAYOUT_PASSWORD: z.string().min(8),
    SHKEEPER_SANDBOX_WEBHOOK_FORMAT: z.enum(['shkeeper', 'spec', 'api-key']).default('shkeeper'),
    /** Signs the spec's format; the other two formats use the API key. */
    SHKEEPER_SANDBOX_WEBHOOK_SECRET: z.string().min(8).optional(),
    /** Where the backend is told of a moved clock; without it only the chain's clock moves. */
    SHKEEPER_SANDBOX_BACKEND_URL: z.url().optional(),
    SHKEEPER_SANDBOX_SECRET: z.string().min(8).optional(),
    /** Every wait of the gateway times this: 1 as the real one, 0.01 for tests. */
    SHKEEPER_SANDBOX_TIME_SCALE: z.coerce.number().min(0).max(10).default(1),
    SHKEEPER_SANDBOX_POLL_MS: z.coerce.number().int().min(20).default(500),
    SHKEEPER_SANDBOX_CONFIRMATIONS: z.coerce.number().int().min(1).default(1),
    SHKEEPER_SANDBOX_UNCONFIRMED_CALLBACKS: flag.default(true),
    SHKEEPER_SANDBOX_PAYOUT_CALLBACKS: flag.default(false),
    SHKEEPER_SANDBOX_FEE_PERCENT: z
      .string()
      .regex(/^\d+(\.\d+)?$/)
      .default('2'),
    /** US dollars for one coin; coins that follow the dollar need no entry. */
    SHKEEPER_SANDBOX_RATES: json(z.record(z.string(), decimal)).default({ ETH: '2500' }),
  })
  .refine((env) => env.SHKEEPER_SANDBOX_WEBHOOK_FORMAT !== 'spec' || env.SHKEEPER_SANDBOX_WEBHOOK_SECRET, {
    message: 'the spec format needs SHKEEPER_SANDBOX_WEBHOOK_SECRET',
  })
  .refine((env) => !env.SHKEEPER_SANDBOX_BACKEND_URL || env.SHKEEPER_SANDBOX_SECRET, {
    message: 'a backend to tell needs SHKEEPER_SANDBOX_SECRET',
  });

export type WebhookFormat = 'shkeeper' | 'spec' | 'api-key';

export interface GatewayConfig {
  port: number;
  rpcUrl: string;
  assets: Asset[];
  mnemonic: string;
  stateDir: string;
  apiKey: string;
  payoutUsername: string;
  payoutPassword: string;
  webhookFormat: WebhookFormat;
  webhookSecret: string | undefined;
  backendUrl: string | undefined;
  sandboxSecret: string | undefined;
  timeScale: number;
  pollMs: number;
  confirmations: number;
  unconfirmedCallbacks: boolean;
  payoutCallbacks: boolean;
  feePercent: string;
  rates: Record<string, string>;
}

/** @throws Error that names every variable that is missing or wrong, without its value. */
export function readConfig(env: Record<string, string | undefined>): GatewayConfig {
  const parsed = EnvSchema.safeParse(env);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(
      (issue) => `${issue.path.join('.') || 'environment'}: ${issue.message}`,
    );
    throw new Error(`The SHKeeper sandbox cannot start:\n  ${issues.join('\n  ')}`);
  }
  const value = parsed.data;
  return {
    port: value.PORT,
    rpcUrl: value.SHKEEPER_SANDBOX_RPC_URL,
    assets: value.SHKEEPER_SANDBOX_TOKENS,
    mnemonic: value.SHKEEPER_SANDBOX_MNEMONIC,
    stateDir: value.SHKEEPER_SANDBOX_STATE_DIR,
    apiKey: value.SHKEEPER_SANDBOX_API_KEY,
    payoutUsername: value.SHKEEPER_SANDBOX_PAYOUT_USERNAME,
    payoutPassword: value.SHKEEPER_SANDBOX_PAYOUT_PASSWORD,
    webhookFormat: value.SHKEEPER_SANDBOX_WEBHOOK_FORMAT,
    webhookSecret: value.SHKEEPER_SANDBOX_WEBHOOK_SECRET,
    backendUrl: value.SHKEEPER_SANDBOX_BACKEND_URL,
    sandboxSecret: value.SHKEEPER_SANDBOX_SECRET,
    timeScale: value.SHKEEPER_SANDBOX_TIME_SCALE,
    pollMs: value.SHKEEPER_SANDBOX_POLL_MS,
    confirmations: value.SHKEEPER_SANDBOX_CONFIRMATIONS,
    unconfirmedCallbacks: value.SHKEEPER_SANDBOX_UNCONFIRMED_CALLBACKS,
    payoutCallbacks: value.SHKEEPER_SANDBOX_PAYOUT_CALLBACKS,
    feePercent: value.SHKEEPER_SANDBOX_FEE_PERCENT,
    rates: value.SHKEEPER_SANDBOX_RATES,
  };
}
