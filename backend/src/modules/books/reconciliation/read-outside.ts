import type { AssetConfig } from '../../../config/env.ts';
import { parseUnits } from '../../../shared/money.ts';
import {
  chainReader,
  ChainUnavailableError,
  gateway,
  GatewayError,
  printedUnit,
  registeredAssets,
} from '../../integration/index.ts';
import { findInvoiceAddresses } from '../../payment/index.ts';
import { gatewayWallets } from '../../payout/index.ts';

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

/** More addresses are not asked for one comparison. */
const MOST_ADDRESSES = 20_000;

const unread = (source: Source, reason: string): Reading => ({ source, state: 'unread', reason });

/** An invoice in one token of a chain may be paid with another one. */
const codesOn = (chainId: number): string[] =>
  registeredAssets()
    .filter((asset) => asset.chainId === chainId)
    .map(({ code }) => code);

/** What the gateway says it holds in all its wallets. */
export async function readFromGateway({ code, decimals }: AssetConfig): Promise<Reading> {
  try {
    const heldBase = parseUnits(await gateway().readBalance(code), decimals);
    const precisionBase = printedUnit(decimals);
    return { source: 'gateway', state: 'read', heldBase, precisionBase, partial: null };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return unread('gateway', `${error.failure}: ${error.message}`);
  }
}

/**
 * What the chain shows at every address that Amn knows to be the gateway's: those of the invoices, and the
 * wallets that confirmed payouts were paid from.
 */
export async function readFromChain({ chainId, contract }: AssetConfig): Promise<Reading> {
  const reader = chainReader(chainId);
  if (reader === null) return unread('chain', 'no node is configured');
  const wallets = await gatewayWallets(chainId);
  const invoices = await findInvoiceAddresses(codesOn(chainId), MOST_ADDRESSES + 1);
  if (invoices.length > MOST_ADDRESSES) return unread('chain', `more than ${MOST_ADDRESSES} addresses`);
  const owners = [...new Set([...wallets, ...invoices].map((address) => address.toLowerCase()))];
  try {
    const heldBase = await reader.readBalances(contract, owners);
    const partial = wallets.length > 0 ? null : 'no wallet of the gateway is known before its first payout';
    return { source: 'chain', state: 'read', heldBase, precisionBase: 0n, partial };
  } catch (error) {
    if (!(error instanceof ChainUnavailableError)) throw error;
    return unread('chain', error.message);
  }
}
