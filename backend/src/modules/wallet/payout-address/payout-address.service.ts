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

interface Destination {
  readonly userId: string;
  readonly chainId: number;
  readonly address: string;
}

/**
 * Whoever signed an address for a chain is paid there and nowhere else; whoever signed none is free to choose.
 * @returns the signed address where it is another one, null where the money may go there
 */
async function signedInstead(
  tx: ClientSession | null,
  { userId, chainId, address }: Destination,
): Promise<string | null> {
  const signed = await findActiveAddress(tx, userId, chainId);
  return signed === null || signed.address === address ? null : signed.address;
}

export const isPaidAt = async (tx: ClientSession | null, destination: Destination): Promise<boolean> =>
  (await signedInstead(tx, destination)) === null;

/**
 * @param tx the transaction that reserves the money
 * @throws AppError ADDRESS_NOT_SIGNED
 */
export async function requireSignedAddress(tx: ClientSession, destination: Destination): Promise<void> {
  const signedAddress = await signedInstead(tx, destination);
  if (signedAddress !== null) throw new AppError('ADDRESS_NOT_SIGNED', { details: { signedAddress } });
}
