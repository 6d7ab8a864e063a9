/**
 * The SHKeeper sandbox with a chain of its own, in a process of its own: it runs on other packages than ours.
 * Prints one line of JSON when it is ready and stops on SIGTERM.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Stack {
  readonly rpcUrl: string;
  readonly tokens: { readonly usdt: string; readonly usdc: string };
  readonly running: { readonly url: string };
  readonly gateway: (changes: object) => Promise<unknown>;
  readonly stop: () => Promise<void>;
}
interface StackModule {
  readonly Stack: { readonly start: (anvilArguments: readonly string[]) => Promise<Stack> };
}

const STACK = join(import.meta.dirname, '../../../sandbox/src/shkeeper/testing/stack.ts');
const { Stack: SandboxStack } = (await import(pathToFileURL(STACK).href)) as StackModule;

const settings = JSON.parse(process.argv[2] ?? '{}') as object;
const stack = await SandboxStack.start(['--block-time', process.argv[3] ?? '1']);
await stack.gateway(settings);
process.stdout.write(
  `${JSON.stringify({ rpcUrl: stack.rpcUrl, url: stack.running.url, tokens: stack.tokens })}\n`,
);

process.once('SIGTERM', () => {
  void stack.stop().then(() => process.exit(0));
});
