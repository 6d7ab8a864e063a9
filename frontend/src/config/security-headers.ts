import type { ServerEnv } from './env';

/** Where WalletConnect's SDK goes by itself. */
const WALLETCONNECT_RELAY = 'wss://relay.walletconnect.org';
const WALLETCONNECT_VERIFY = 'https://verify.walletconnect.org';

const originOf = (url: string) => new URL(url).origin;

/**
 * The content security policy of one response. No script runs without this response's nonce; styles need it
 * as well, but for the `style` attributes that server rendering writes (see docs/adr/0001).
 */
export function contentSecurityPolicy(nonce: string, env: ServerEnv, development: boolean): string {
  const connect = ["'self'", ...env.runtime.chains.map(({ rpcUrl }) => originOf(rpcUrl))];
  if (env.runtime.sentryDsn) connect.push(originOf(env.runtime.sentryDsn));
  const { walletConnect } = env.runtime;
  if (walletConnect) connect.push(originOf(walletConnect.relayUrl ?? WALLETCONNECT_RELAY));
  // The hot path reloads by a socket of its own; React's development build rebuilds stacks by eval.
  if (development) connect.push('ws:');
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'self'"],
    'script-src': [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      ...(development ? ["'unsafe-eval'"] : []),
    ],
    'style-src': ["'self'", ...(development ? ["'unsafe-inline'"] : [`'nonce-${nonce}'`])],
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'blob:', 'data:'],
    'font-src': ["'self'"],
    'connect-src': connect,
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
    // Vouches to the wallet that it is this site which asks; a relay of one's own has no such service.
    'frame-src': walletConnect?.relayUrl === null ? [WALLETCONNECT_VERIFY] : ["'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  };
  const policy = Object.entries(directives).map(([name, values]) => `${name} ${values.join(' ')}`);
  if (env.publicUrl?.startsWith('https:')) policy.push('upgrade-insecure-requests');
  return policy.join('; ');
}

/** Headers that are the same for every page. */
export function fixedSecurityHeaders(env: ServerEnv): Record<string, string> {
  return {
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(env.publicUrl?.startsWith('https:')
      ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }
      : {}),
  };
}
