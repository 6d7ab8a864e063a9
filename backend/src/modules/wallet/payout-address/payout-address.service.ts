import type { ClientSession } from 'mongoose';
import type { Actor } from '../../../shared/actor.ts';
import { AppError } from '../../../shared/errors.ts';
import {
  findActiveAddress,
  findActiveAddresses,
  type SignedAddressRecord,
} from './payout-address.repository.ts';
import { findReplacementsOf, type ReplacementRecord } from './replacement.repository.ts';

/** Ended ones are shown as well: who asked to move one's money is worth knowing afterwards. */
const SHOWN_REPLACEMENTS = 10;

export interface SignedAddresses {
  readonly addresses: readonly SignedAddressRecord[];
  readonly replacements: readonly ReplacementRecord[];
}

export async function listSignedAddresses(actor: Pick<Actor, 'id'>): Promise<SignedAddresses> {
  const [addresses, replacements] = await Promise.all([
    findActiveAddresses(actor.id),
    findReplacementsOf(actor.id, SHOWN_REPLACEMENTS),
  ]);
  return { addresses, replacements };
}

/**
 * Whoever signed an address for a chain is paid there and nowhere else; whoever signed none is free to choose.
 * @param tx the transaction that reserves the money
 * @throws AppError ADDRESS_NOT_SIGNED
 */
export async function requireSignedAddress(
  tx: ClientSession,
  payout: { readonly userId: string; readonly chainId: number; readonly address: string },
): Promise<void> {
  const signed = await findActiveAddress(tx, payout.userId, payout.chainId);
  if (signed === null || signed.address === payout.address) return;
  throw new AppError('ADDRESS_NOT_SIGNED', { details: { signedAddress: signed.address } });
}
