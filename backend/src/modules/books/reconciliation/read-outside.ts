import { parseUnits } from '../../../shared/money.ts';
import {
  chainReader,
  ChainUnavailableError,
  gateway,
  GatewayError,
  printedUnit,
  registeredAssets,
  type ChainReader,
  type Transferable,
} from '../../integration/index.ts';
import { findInvoiceAddresses } from '../../payment/index.ts';
import { gatewayWallets, TRANSFER_GAS } from '../../payout/index.ts';

export const SOURCES = ['gateway', 'chain'] as const;
export type Source = (typeof SOURCES)[number];

export type Reading =
  | {
      readonly source: Source;
      readonly state: 'read';
      readonly heldBase: bigint;
      /** How far the figure may be off because of the way it is printed. */
      readonly precisionBase: bigint;
      /** Set where less than all may have been counted, and so a shortage says nothing. */
      readonly partial: string | null;
    }
  | { readonly source: Source; readonly state: 'unread'; readonly reason: string };

/** What gateway and chain say of an asset. */
export interface Outside {
  readonly readings: readonly Reading[];
  /**
   * Lies at addresses of invoices: the gateway counts it once it has swept it to its wallet. Null where the chain
   * cannot be read.
   */
  readonly unsweptBase: bigint | null;
  /** About the most that one payout on this chain burns; only of a chain's own coin. */
  readonly gasOfPayoutBase: bigint;
}

/** More addresses are not asked for one comparison. */
const MOST_ADDRESSES = 20_000;
/** Prices of gas move between a payout and the look at it. */
const GAS_MARGIN = 2n;

const unread = (source: Source, reason: string): Reading => ({ source, state: 'unread', reason });
const sum = (values: readonly bigint[]): bigint => values.reduce((a, b) => a + b, 0n);
const lower = (address: string): string => address.toLowerCase();

/** An invoice in one token of a chain may be paid with another one, or with the chain's coin. */
const codesOn = (chainId: number): string[] =>
  registeredAssets()
    .filter((asset) => asset.chainId === chainId)
    .map(({ code }) => code);

/** What the gateway says it holds in its wallet. */
async function readFromGateway({ code, decimals }: Transferable): Promise<Reading> {
  try {
    const heldBase = parseUnits(await gateway().readBalance(code), decimals);
    const precisionBase = printedUnit(decimals);
    return { source: 'gateway', state: 'read', heldBase, precisionBase, partial: null };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return unread('gateway', `${error.failure}: ${error.message}`);
  }
}

type FromChain = Pick<Outside, 'unsweptBase' | 'gasOfPayoutBase'> & { readonly reading: Reading };

const notFromChain = (reason: string): FromChain => ({
  reading: unread('chain', reason),
  unsweptBase: null,
  gasOfPayoutBase: 0n,
});

async function readAddresses(
  reader: ChainReader,
  { chainId, contract }: Transferable,
  invoices: readonly string[],
): Promise<FromChain> {
  const wallets = [...new Set((await gatewayWallets(chainId)).map(lower))];
  const others = [...new Set(invoices.map(lower))].filter((address) => !wallets.includes(address));
  const balances = await reader.readBalances(contract, [...wallets, ...others]);
  const unsweptBase = sum(balances.slice(wallets.length));
  const partial = wallets.length > 0 ? null : 'no wallet of the gateway is known before its first payout';
  return {
    reading: { source: 'chain', state: 'read', heldBase: sum(balances), precisionBase: 0n, partial },
    unsweptBase,
    gasOfPayoutBase: contract === null ? (await reader.readGasPrice()) * TRANSFER_GAS * GAS_MARGIN : 0n,
  };
}

/**
 * What the chain shows at every address that Amn knows to be the gateway's: those of the invoices, and the
 * wallets that confirmed payouts were paid from.
 */
async function readFromChain(asset: Transferable): Promise<FromChain> {
  const reader = chainReader(asset.chainId);
  if (reader === null) return notFromChain('no node is configured');
  const invoices = await findInvoiceAddresses(codesOn(asset.chainId), MOST_ADDRESSES + 1);
  if (invoices.length > MOST_ADDRESSES) return notFromChain(`more than ${MOST_ADDRESSES} addresses`);
  try {
    return await readAddresses(reader, asset, invoices);
  } catch (error) {
    if (!(error instanceof ChainUnavailableError)) throw error;
    return notFromChain(error.message);
  }
}

/** Asks both. */
export async function readOutside(asset: Transferable): Promise<Outside> {
  const [told, { reading, ...shown }] = await Promise.all([readFromGateway(asset), readFromChain(asset)]);
  return { readings: [told, reading], ...shown };
}
