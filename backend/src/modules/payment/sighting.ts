import type { DepositSource } from './deposit.process.ts';

/** Why a deposit is not simply counted. */
export const FAULTS = {
  wrongAsset: 'wrong_asset',
  unknownAsset: 'unknown_asset',
  otherAddress: 'other_address',
  amountDiffers: 'amount_differs',
  notShownByGateway: 'not_shown_by_gateway',
  reverted: 'reverted',
  noSuchTransfer: 'no_such_transfer',
  olderThanPayment: 'older_than_payment',
} as const;
export type Fault = (typeof FAULTS)[keyof typeof FAULTS];

/** What one source says of one transaction to an invoice address. */
export interface Sighting {
  /** Who says so; `chain` where the chain itself was read. */
  readonly source: DepositSource;
  readonly asset: string;
  readonly txid: string;
  /** Base units; null for an asset whose decimals nobody here knows. */
  readonly amountBase: bigint | null;
  /** Proven as the configured verification asks, and at depth: it may be booked. */
  readonly counts: boolean;
  readonly confirmations: number;
  /** Where it stands, if the chain itself was read. */
  readonly block: { readonly number: number; readonly hash: string } | null;
  readonly fault: Fault | null;
  /** The chain showed it once and does not any more. */
  readonly gone?: boolean;
}

/** One spelling for each transaction id. */
export const normalTxid = (txid: string): string =>
  /^0x[0-9a-fA-F]+$/.test(txid) ? txid.toLowerCase() : txid;

export const sameAddress = (a: string, b: string): boolean =>
  a.startsWith('0x') ? a.toLowerCase() === b.toLowerCase() : a === b;
