import { parseArgs } from 'node:util';
import { defaultStateDir } from './lib/paths.ts';

/** How a stack is to be started. */
export interface StackOptions {
  /** Where all its data lives. */
  stateDir: string;
  /** Drop what is there and start over. */
  fresh: boolean;
  /** Fill a fresh state with the demo's people and deals. */
  seed: boolean;
  /** Production builds behind the proxy, or the hot path. */
  mode: 'production' | 'development';
  /** The ports that people know, where they are free; false takes any free ones. */
  preferredPorts: boolean;
  /** Also a relay for WalletConnect, which only a wallet on this machine can reach. */
  relay: boolean;
}

export const usage = `Usage: npm start -- [options]      (npm run dev takes the same ones)
  --fresh       drop the demo's data and start over
  --no-seed     leave a fresh state empty
  --any-ports   take any free ports instead of 8083, 3000, 5001, …
  --relay       also start a relay for WalletConnect, for wallets on this machine
  --state DIR   keep the data in another folder`;

/** @throws TypeError where an option is unknown */
export function parseStartOptions(args: readonly string[]): StackOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      fresh: { type: 'boolean', default: false },
      dev: { type: 'boolean', default: false },
      'no-seed': { type: 'boolean', default: false },
      'any-ports': { type: 'boolean', default: false },
      relay: { type: 'boolean', default: false },
      state: { type: 'string', default: defaultStateDir },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  return {
    stateDir: values.state,
    fresh: values.fresh,
    seed: !values['no-seed'],
    mode: values.dev ? 'development' : 'production',
    preferredPorts: !values['any-ports'],
    relay: values.relay,
  };
}
