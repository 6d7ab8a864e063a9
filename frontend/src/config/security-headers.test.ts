import type { ServerEnv } from './env';
import { contentSecurityPolicy, fixedSecurityHeaders } from './security-headers';

const env = (overrides: Partial<ServerEnv> = {}): ServerEnv => ({
  apiInternalUrl: 'http://127.0.0.1:5001',
  publicUrl: 'https://amn.example',
  runtime: { sentryDsn: null, walletConnect: null, chains: [] },
  ...overrides,
});

const directive = (policy: string, name: string) =>
  policy
    .split('; ')
    .find((part) => part.startsWith(`${name} `))
    ?.slice(name.length + 1)
    .split(' ');

it('allows no inline script and no eval in production', () => {
  const scripts = directive(contentSecurityPolicy('abc', env(), false), 'script-src');
  expect(scripts).toEqual(["'self'", "'nonce-abc'", "'strict-dynamic'"]);
});

it('allows no inline style element without the nonce', () => {
  const policy = contentSecurityPolicy('abc', env(), false);
  expect(directive(policy, 'style-src')).toEqual(["'self'", "'nonce-abc'"]);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("object-src 'none'");
  expect(policy).toContain("base-uri 'self'");
});

it('lets a page talk to its own origin, and to what this run was given', () => {
  expect(directive(contentSecurityPolicy('a', env(), false), 'connect-src')).toEqual(["'self'"]);
  const runtime = {
    sentryDsn: 'https://key@errors.example/1',
    walletConnect: null,
    chains: [{ id: 31337, name: 'Test', rpcUrl: 'http://localhost:8545/rpc' }],
  };
  expect(directive(contentSecurityPolicy('a', env({ runtime }), false), 'connect-src')).toEqual([
    "'self'",
    'http://localhost:8545',
    'https://errors.example',
  ]);
});

it('opens to one relay of WalletConnect, and only with a project', () => {
  const policyWith = (relayUrl: string | null) =>
    contentSecurityPolicy(
      'a',
      env({ runtime: { sentryDsn: null, walletConnect: { projectId: 'a-project', relayUrl }, chains: [] } }),
      false,
    );
  const usual = policyWith(null);
  expect(directive(usual, 'connect-src')).toEqual(["'self'", 'wss://relay.walletconnect.org']);
  expect(directive(usual, 'frame-src')).toEqual(['https://verify.walletconnect.org']);
  const own = policyWith('wss://relay.amn.example/v1');
  expect(directive(own, 'connect-src')).toEqual(["'self'", 'wss://relay.amn.example']);
  expect(directive(own, 'frame-src')).toEqual(["'none'"]);
  expect(directive(contentSecurityPolicy('a', env(), false), 'frame-src')).toEqual(["'none'"]);
});

it('asks for encryption where the page is served with it', () => {
  expect(contentSecurityPolicy('a', env(), false)).toContain('upgrade-insecure-requests');
  expect(fixedSecurityHeaders(env())).toHaveProperty('Strict-Transport-Security');
  const plain = env({ publicUrl: 'http://localhost:8083' });
  expect(contentSecurityPolicy('a', plain, false)).not.toContain('upgrade-insecure-requests');
  expect(fixedSecurityHeaders(plain)).not.toHaveProperty('Strict-Transport-Security');
});
