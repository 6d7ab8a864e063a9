import { z } from 'zod';

/** The only reader of process.env in the application; server side only. */
const chainSchema = z.object({
  id: z.number().int().positive(),
  name: z.string().min(1),
  rpcUrl: z.url(),
  explorerUrl: z.url().optional(),
  /** The chain's own coin, which pays for gas. */
  currency: z.object({ name: z.string(), symbol: z.string(), decimals: z.number().int() }).optional(),
});

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const envSchema = z.object({
  API_INTERNAL_URL: optional(z.url()),
  PUBLIC_URL: optional(z.url()),
  SENTRY_DSN: optional(z.url()),
  WALLETCONNECT_PROJECT_ID: optional(z.string().min(8)),
  /** Another relay than the SDK's own. */
  WALLETCONNECT_RELAY_URL: optional(z.url({ protocol: /^wss?$/ })),
  CHAIN_LIST: optional(
    z
      .string()
      .transform((text, context): unknown => {
        try {
          return JSON.parse(text);
        } catch {
          context.addIssue({ code: 'custom', message: 'must be a JSON array' });
          return z.NEVER;
        }
      })
      .pipe(z.array(chainSchema)),
  ),
});

export type ChainSettings = z.infer<typeof chainSchema>;

/** How wallets on a phone are reached. */
export interface WalletConnectSettings {
  readonly projectId: string;
  /** Null for the SDK's own relay. */
  readonly relayUrl: string | null;
}

/** What a page in the browser needs to know of the machine it was served from. Nothing here is secret. */
export interface RuntimeConfig {
  readonly sentryDsn: string | null;
  /** Null where wallets on a phone are not offered. */
  readonly walletConnect: WalletConnectSettings | null;
  readonly chains: readonly ChainSettings[];
}

export interface ServerEnv {
  /** Origin of the backend as this server reaches it. */
  readonly apiInternalUrl: string;
  /** Origin people see in their address bar; null in development, where it is whatever they typed. */
  readonly publicUrl: string | null;
  readonly runtime: RuntimeConfig;
}

let cached: ServerEnv | undefined;

/**
 * Settings of this run, read once.
 * @throws ZodError naming the variable when one of them is malformed.
 */
export function serverEnv(): ServerEnv {
  if (cached) return cached;
  const env = envSchema.parse(process.env);
  cached = Object.freeze({
    apiInternalUrl: env.API_INTERNAL_URL ?? 'http://127.0.0.1:5001',
    publicUrl: env.PUBLIC_URL ?? null,
    runtime: {
      sentryDsn: env.SENTRY_DSN ?? null,
      walletConnect: env.WALLETCONNECT_PROJECT_ID
        ? { projectId: env.WALLETCONNECT_PROJECT_ID, relayUrl: env.WALLETCONNECT_RELAY_URL ?? null }
        : null,
      chains: env.CHAIN_LIST ?? [],
    },
  });
  return cached;
}
