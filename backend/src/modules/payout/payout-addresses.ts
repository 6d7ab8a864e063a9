import { env } from '../../config/env.ts';
import { now } from '../../platform/clock.ts';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction, isDuplicateKey } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { registeredAssets } from '../integration/index.ts';
import { isInvoiceAddress } from '../payment/index.ts';
import { credentialsChangedAt } from '../user/index.ts';
import * as repository from './address.repository.ts';
import type { PayoutAddressRecord } from './address.repository.ts';
import { checksummed, isZeroAddress, usableFrom } from './payout.policy.ts';

export interface UsableAddress extends PayoutAddressRecord {
  /** Business time. */
  readonly usableFrom: Date;
}

const refuse = (message: string): never => {
  throw new AppError('INVALID_ADDRESS', { message });
};

const withHold = (address: PayoutAddressRecord, changedAt: Date): UsableAddress => ({
  ...address,
  usableFrom: usableFrom(address.createdAt, changedAt, env().PAYOUT_ADDRESS_HOLD_HOURS),
});

/** @throws AppError INVALID_ADDRESS with the reason in a sentence */
async function checkAddress(chainId: number, given: string): Promise<string> {
  if (!registeredAssets().some((asset) => asset.chainId === chainId)) {
    return refuse('Nothing can be paid out on this network. Choose one of those listed.');
  }
  const address = checksummed(given);
  if (address === null) {
    return refuse('This is not an address of this network, or a character in it is wrong. Check it.');
  }
  if (isZeroAddress(address)) return refuse('Nobody owns the zero address. Enter an address of your own.');
  const isToken = registeredAssets().some(({ contract }) => contract.toLowerCase() === address.toLowerCase());
  if (isToken) return refuse('This is the contract of a token, not a wallet. Enter an address of your own.');
  if (await isInvoiceAddress(address)) {
    return refuse('This address belongs to a payment of Amn. Enter an address of your own.');
  }
  return address;
}

export async function listPayoutAddresses(actor: Pick<Actor, 'id'>): Promise<UsableAddress[]> {
  const [addresses, changedAt] = await Promise.all([
    repository.findAddresses(actor.id),
    credentialsChangedAt(actor.id),
  ]);
  return addresses.map((address) => withHold(address, changedAt));
}

/** @throws AppError INVALID_ADDRESS, ALREADY_EXISTS */
export async function addPayoutAddress(
  input: { readonly chainId: number; readonly address: string; readonly label: string },
  actor: Pick<Actor, 'id'>,
): Promise<UsableAddress> {
  const address = await checkAddress(input.chainId, input.address);
  try {
    return await inTransaction(async (tx) => {
      const changedAt = await credentialsChangedAt(actor.id, tx);
      const { chainId, label } = input;
      const added = await repository.insertAddress(tx, {
        userId: actor.id,
        chainId,
        address,
        label,
        createdAt: now(),
      });
      await emitLater(tx, {
        name: 'payout:address-updated',
        ids: { addressId: added.id },
        addressees: [actor.id],
      });
      return withHold(added, changedAt);
    });
  } catch (error) {
    if (isDuplicateKey(error, 'ownAddress')) {
      throw new AppError('ALREADY_EXISTS', { message: 'You have this address already.', cause: error });
    }
    throw error;
  }
}

/** Payouts on their way keep their copy. @throws AppError NOT_FOUND */
export async function removePayoutAddress(
  input: { readonly addressId: string },
  actor: Pick<Actor, 'id'>,
): Promise<void> {
  await inTransaction(async (tx) => {
    const removed = await repository.removeOwnAddress(tx, actor.id, input.addressId, now());
    if (!removed) throw new AppError('NOT_FOUND');
    await emitLater(tx, {
      name: 'payout:address-updated',
      ids: { addressId: input.addressId },
      addressees: [actor.id],
    });
  });
}
