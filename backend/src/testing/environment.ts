/** Test tokens as a sandbox chain has them. */
export const TEST_ASSETS = [
  {
    code: 'ETH-USDT',
    symbol: 'USDT',
    name: 'Tether USD',
    network: 'Ethereum',
    chainId: 31337,
    contract: '0x5FbDB2315678afecb367f032d93F642f64180aa3',
    decimals: 6,
    confirmations: 3,
    stable: true,
  },
  {
    code: 'ETH-USDC',
    symbol: 'USDC',
    name: 'USD Coin',
    network: 'Ethereum',
    chainId: 31337,
    contract: '0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512',
    decimals: 6,
    confirmations: 3,
    stable: true,
  },
];

/** A whole environment for one process under test. Nothing in it is secret: it is for this run only. */
export function testEnvironment(
  own: Record<'MONGODB_URI' | 'REDIS_URL' | 'REDIS_PREFIX' | 'UPLOADS_DIR', string>,
): Record<string, string> {
  return {
    NODE_ENV: 'test',
    PORT: '0',
    PUBLIC_URL: 'http://localhost:8083',
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    JWT_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
    RECEIPT_SIGNING_KEY: 'b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMhISE',
    SHKEEPER_URL: 'http://127.0.0.1:5005',
    SHKEEPER_API_KEY: 'test-wallet-api-key',
    SHKEEPER_PAYOUT_USERNAME: 'payout',
    SHKEEPER_PAYOUT_PASSWORD: 'test-payout-password',
    SHKEEPER_WEBHOOK_URL: 'http://127.0.0.1:5001',
    ASSET_REGISTRY: JSON.stringify(TEST_ASSETS),
    SMTP_URL: 'smtp://127.0.0.1:1025',
    MAIL_FROM: 'Amn <amn@amn.test>',
    RATE_LIMIT_FACTOR: '1000',
    ...own,
  };
}
