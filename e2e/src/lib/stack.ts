import { z } from 'zod';

/** Where the running parts are; the test command sets these after it has started the stack. */
const envSchema = z.object({
  E2E_BASE_URL: z.url(),
  E2E_MAIL_URL: z.url(),
  E2E_SANDBOX_URL: z.url(),
  E2E_RPC_URL: z.url(),
  E2E_BACKEND_URL: z.url(),
  /** Of WalletConnect's stand-in, and the project it knows. */
  E2E_RELAY_URL: z.url().optional(),
  E2E_RELAY_PROJECT: z.string().optional(),
  BROWSER_PATH: z.string().optional(),
  BROWSER_LIBRARY_PATH: z.string().optional(),
});

const parsed = envSchema.parse(process.env);

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

export const stack = {
  baseUrl: withoutSlash(parsed.E2E_BASE_URL),
  mailUrl: withoutSlash(parsed.E2E_MAIL_URL),
  sandboxUrl: withoutSlash(parsed.E2E_SANDBOX_URL),
  rpcUrl: parsed.E2E_RPC_URL,
  backendUrl: withoutSlash(parsed.E2E_BACKEND_URL),
  relayUrl: parsed.E2E_RELAY_URL,
  relayProject: parsed.E2E_RELAY_PROJECT,
  browserPath: parsed.BROWSER_PATH,
  browserLibraryPath: parsed.BROWSER_LIBRARY_PATH,
} as const;
