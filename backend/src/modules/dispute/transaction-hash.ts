import { AppError } from '../../shared/errors.ts';
import { findAsset } from '../integration/index.ts';

const EVM = /^0x[0-9a-f]{64}$/i;
const BARE = /^[0-9a-f]{64}$/i;

/** Coins of the chains themselves, which are in no registry of tokens. */
const NATIVE_FORMS: Readonly<Record<string, RegExp>> = {
  ETH: EVM,
  BNB: EVM,
  MATIC: EVM,
  AVAX: EVM,
  TRX: BARE,
  BTC: BARE,
  LTC: BARE,
  DOGE: BARE,
  XRP: BARE,
};

/**
 * A transaction's hash in its one spelling, and the network it is on. Only its form is looked at: whether the
 * transaction exists and what it shows is for the mediator to judge.
 * @throws AppError ASSET_NOT_ACCEPTED for an asset that nobody knows, VALIDATION_FAILED for what cannot be a hash
 */
export function readTransactionHash(asset: string, txid: string): { txid: string; network: string } {
  const registered = findAsset(asset);
  const form = registered ? EVM : NATIVE_FORMS[asset];
  if (form === undefined) throw new AppError('ASSET_NOT_ACCEPTED');
  if (!form.test(txid)) {
    throw new AppError('VALIDATION_FAILED', {
      details: [{ path: 'evidence.txid', message: 'This is not the hash of a transaction on that chain.' }],
    });
  }
  return { txid: txid.toLowerCase(), network: registered?.network ?? asset };
}
