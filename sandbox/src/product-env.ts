import type { TestTokens } from './chain/deploy-tokens.ts';
import { chainId } from './parts/chain.ts';
import type { Secrets } from './secrets.ts';

/** Where every part of a running stack is reached. */
export interface Addresses {
  /** The app as people see it, without a slash at the end. */
  publicUrl: string;
  /** Missing in the hot path, where the frontend itself leads on to the backend. */
  proxyPort?: number;
  frontendPort: number;
  backendPort: number;
  gatewayPort: number;
  /** Where the stand-in for OpenAI listens; missing where a real key was given. */
  openAiPort?: number;
  /** Where the stand-in for WalletConnect's relay listens; missing where none was asked for. */
  relayPort?: number;
  mongoUri: string;
  redisUrl: string;
  chainUrl: string;
  smtpUrl: string;
  mailUrl: string;
}

/** What the environment of every program is made of. */
export interface Given {
  addresses: Addresses;
  secrets: Secrets;
  tokens: TestTokens;
  uploadsDir: string;
  gatewayStateDir: string;
  mode: 'production' | 'development';
}

/** Blocks on top of a transfer before it counts: enough to be seen counting, few enough to wait for. */
export const confirmations = 3;
const network = 'Ethereum';

/** The project that the relay on this machine knows. */
export const relayProject = 'amn-on-this-machine';

/** Settings that people may hand through from their shell, on top of what a demo needs. */
const handedThrough = [
  ...['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'SENTRY_DSN', 'LOG_LEVEL', 'RATE_LIMIT_FACTOR'],
  ...[
    'WALLETCONNECT_PROJECT_ID',
    'WALLETCONNECT_RELAY_URL',
    'PAYMENT_VERIFICATION',
    'SHKEEPER_WEBHOOK_FORMAT',
  ],
  ...['SWEEP_INTERVAL_MS', 'FEE_SCHEDULE', 'SHKEEPER_SANDBOX_TIME_SCALE'],
];

/** The demo's fees show what a schedule can say; the usual 2.5 % up to 5,000 dollars. */
const demoFees = {
  default: {
    bearer: 'seller',
    tiers: [
      { fromCents: 0, percentBps: 250 },
      { fromCents: 500_000, percentBps: 200 },
      { fromCents: 2_000_000, percentBps: 150 },
    ],
  },
  categories: {
    art: {
      bearer: 'shared',
      buyerShareBps: 4_000,
      fixedCents: 100,
      tiers: [{ fromCents: 0, percentBps: 500 }],
    },
  },
};

/** What every child needs of this process's environment; nothing else leaks in from a developer's shell. */
function baseEnv(): NodeJS.ProcessEnv {
  const names = [
    'PATH',
    'HOME',
    'TMPDIR',
    'LANG',
    'TZ',
    'SYSTEMROOT',
    'NODE_EXTRA_CA_CERTS',
    ...handedThrough,
  ];
  const env: NodeJS.ProcessEnv = {};
  for (const name of names) if (process.env[name] !== undefined) env[name] = process.env[name];
  return env;
}

export function backendEnv({ addresses, secrets, tokens, uploadsDir, mode }: Given): NodeJS.ProcessEnv {
  const asset = { network, chainId, decimals: 6, confirmations, stable: true };
  const assets = [
    { ...asset, code: 'ETH-USDT', symbol: 'USDT', name: 'Tether USD (test)', contract: tokens.usdt },
    { ...asset, code: 'ETH-USDC', symbol: 'USDC', name: 'USD Coin (test)', contract: tokens.usdc },
  ];
  return {
    PAYMENT_VERIFICATION: 'gateway',
    SHKEEPER_WEBHOOK_FORMAT: 'shkeeper',
    FEE_SCHEDULE: JSON.stringify(demoFees),
    ...(addresses.openAiPort === undefined
      ? {}
      : {
          OPENAI_API_KEY: secrets.openAiKey,
          OPENAI_BASE_URL: `http://127.0.0.1:${addresses.openAiPort}/v1`,
        }),
    ...baseEnv(),
    NODE_ENV: mode,
    HOST: '127.0.0.1',
    PORT: String(addresses.backendPort),
    PUBLIC_URL: addresses.publicUrl,
    MONGODB_URI: addresses.mongoUri,
    REDIS_URL: addresses.redisUrl,
    JWT_SECRET: secrets.jwtSecret,
    RECEIPT_SIGNING_KEY: secrets.receiptSigningKey,
    SHKEEPER_URL: `http://127.0.0.1:${addresses.gatewayPort}`,
    SHKEEPER_API_KEY: secrets.shkeeperApiKey,
    SHKEEPER_PAYOUT_USERNAME: secrets.shkeeperPayoutUsername,
    SHKEEPER_PAYOUT_PASSWORD: secrets.shkeeperPayoutPassword,
    SHKEEPER_WEBHOOK_SECRET: secrets.shkeeperWebhookSecret,
    SHKEEPER_WEBHOOK_URL: `http://127.0.0.1:${addresses.backendPort}`,
    CHAIN_RPC_URL: addresses.chainUrl,
    ASSET_REGISTRY: JSON.stringify(assets),
    SMTP_URL: addresses.smtpUrl,
    MAIL_FROM: 'Amn <no-reply@amn.example>',
    UPLOADS_DIR: uploadsDir,
    CORS_ORIGINS: '',
    // The proxy is the only one in front, and it is on this machine.
    TRUST_PROXY: 'loopback',
    PAYOUT_ADDRESS_HOLD_HOURS: '0',
    DEMO_SANDBOX_URL: `http://localhost:${addresses.gatewayPort}`,
    DEMO_SANDBOX_SECRET: secrets.demoSandboxSecret,
    DEMO_MAIL_URL: addresses.mailUrl,
  };
}

/** The relay as pages and phones reach it. */
export const relayUrl = (port: number): string => `ws://localhost:${port}`;

export function frontendEnv({ addresses, mode }: Given): NodeJS.ProcessEnv {
  const currency = { name: 'Ether', symbol: 'ETH', decimals: 18 };
  const chains = [
    {
      id: chainId,
      name: `${network} (test)`,
      rpcUrl: addresses.chainUrl.replace('127.0.0.1', 'localhost'),
      currency,
    },
  ];
  return {
    ...baseEnv(),
    ...(addresses.relayPort === undefined
      ? {}
      : { WALLETCONNECT_PROJECT_ID: relayProject, WALLETCONNECT_RELAY_URL: relayUrl(addresses.relayPort) }),
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: '1',
    HOSTNAME: '127.0.0.1',
    PORT: String(addresses.frontendPort),
    PUBLIC_URL: addresses.publicUrl,
    API_INTERNAL_URL: `http://127.0.0.1:${addresses.backendPort}`,
    CHAIN_LIST: JSON.stringify(chains),
  };
}

export function gatewayEnv(
  { addresses, secrets, gatewayStateDir }: Given,
  tokenList: unknown,
): NodeJS.ProcessEnv {
  return {
    SHKEEPER_SANDBOX_WEBHOOK_FORMAT: process.env.SHKEEPER_WEBHOOK_FORMAT ?? 'shkeeper',
    ...baseEnv(),
    PORT: String(addresses.gatewayPort),
    SHKEEPER_SANDBOX_RPC_URL: addresses.chainUrl,
    SHKEEPER_SANDBOX_TOKENS: JSON.stringify(tokenList),
    SHKEEPER_SANDBOX_MNEMONIC: secrets.shkeeperMnemonic,
    SHKEEPER_SANDBOX_STATE_DIR: gatewayStateDir,
    SHKEEPER_SANDBOX_API_KEY: secrets.shkeeperApiKey,
    SHKEEPER_SANDBOX_PAYOUT_USERNAME: secrets.shkeeperPayoutUsername,
    SHKEEPER_SANDBOX_PAYOUT_PASSWORD: secrets.shkeeperPayoutPassword,
    SHKEEPER_SANDBOX_WEBHOOK_SECRET: secrets.shkeeperWebhookSecret,
    SHKEEPER_SANDBOX_BACKEND_URL: `http://127.0.0.1:${addresses.backendPort}`,
    SHKEEPER_SANDBOX_SECRET: secrets.demoSandboxSecret,
  };
}

export function openAiEnv({ addresses, secrets }: Given): NodeJS.ProcessEnv {
  return { ...baseEnv(), PORT: String(addresses.openAiPort), OPENAI_STUB_API_KEY: secrets.openAiKey };
}

export function relayEnv({ addresses }: Given): NodeJS.ProcessEnv {
  return { ...baseEnv(), PORT: String(addresses.relayPort), WALLETCONNECT_PROJECT_ID: relayProject };
}
