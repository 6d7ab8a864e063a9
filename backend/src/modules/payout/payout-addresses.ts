import type { ClientSession } from 'mongoose';
import { env } from '../../config/env.ts';
import { now } from '../../platform/clock.ts';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction, isDuplicateKey } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { registeredAssets } from '../integration/index.ts';
import { isInvoiceAddress } from '../payment/index.ts';
import { credentialsChangedAt, listAdminIds } from '../user/index.ts';
import * as repository from './address.repository.ts';
import type { PayoutAddressRecord } from './address.repository.ts';
import { familyOf, isNobodys, spellAddress } from './address-formats.ts';
import { PLATFORM_ID, usableFrom } from './payout.policy.ts';
import { isGatewayWallet } from './payout.repository.ts';

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
  const assets = registeredAssets().filter((asset) => asset.chainId === chainId);
  const family = assets[0] ? familyOf(assets[0]) : 'evm';
  const address = spellAddress(family, given);
  if (address === null) {
    return refuse('This is not an address of this network, or a character in it is wrong. Check it.');
  }
  if (isNobodys(family, address))
    return refuse('Nobody owns the zero address. Enter an address of your own.');
  const isToken = registeredAssets().some(({ contract }) => contract.toLowerCase() === address.toLowerCase());
  if (isToken) return refuse('This is the contract of a token, not a wallet. Enter an address of your own.');
  if (await isInvoiceAddress(address)) {
    return refuse('This address belongs to a payment of Amn. Enter an address of your own.');
  }
  if (await isGatewayWallet(chainId, address)) {
    return refuse('Amn pays out from this address itself. Enter an address of your own.');
  }
  return address;
}

/** Whose address book is meant. Amn's own is every admin's; its holds count from the credentials of who asks. */
export type BookOwner = 'own' | 'platform';
const ownerIdOf = (actor: Pick<Actor, 'id'>, owner: BookOwner): string =>
  owner === 'platform' ? PLATFORM_ID : actor.id;

export async function listPayoutAddresses(
  actor: Pick<Actor, 'id'>,
  owner: BookOwner = 'own',
): Promise<UsableAddress[]> {
  const [addresses, changedAt] = await Promise.all([
    repository.findAddresses(ownerIdOf(actor, owner)),
    credentialsChangedAt(actor.id),
  ]);
  return addresses.map((address) => withHold(address, changedAt));
}

/** Who hears of a change in an address book: its owner, or every admin. */
const readersOf = (actor: Pick<Actor, 'id'>, owner: BookOwner): Promise<string[]> =>
  owner === 'platform' ? listAdminIds() : Promise.resolve([actor.id]);

const announce = async (
  tx: ClientSession,
  addressId: string,
  actor: Pick<Actor, 'id'>,
  owner: BookOwner,
): Promise<void> =>
  emitLater(tx, {
    name: owner === 'platform' ? 'payout:platform-address-updated' : 'payout:address-updated',
    ids: { addressId },
    addressees: await readersOf(actor, owner),
  });

/** @throws AppError INVALID_ADDRESS, ALREADY_EXISTS */
export async function addPayoutAddress(
  input: { readonly chainId: number; readonly address: string; readonly label: string },
  actor: Pick<Actor, 'id'>,
  owner: BookOwner = 'own',
): Promise<UsableAddress> {
  const userId = ownerIdOf(actor, owner);
  const address = await checkAddress(input.chainId, input.address);
  try {
    return await inTransaction(async (tx) => {
      const changedAt = await credentialsChangedAt(actor.id, tx);
      const { chainId, label } = input;
      // The first one on a chain is offered first until its owner says otherwise.
      const isDefault = !(await repository.hasDefault(tx, userId, chainId));
      const added = await repository.insertAddress(tx, {
        userId,
        chainId,
        address,
        label,
        isDefault,
        createdAt: now(),
      });
      await announce(tx, added.id, actor, owner);
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
  owner: BookOwner = 'own',
): Promise<void> {
  await inTransaction(async (tx) => {
    const removed = await repository.removeOwnAddress(tx, ownerIdOf(actor, owner), input.addressId, now());
    if (!removed) throw new AppError('NOT_FOUND');
    await announce(tx, input.addressId, actor, owner);
  });
}

/**
 * Renames an address or makes it the one that is offered first. Neither sends money anywhere, so neither starts
 * a hold.
 * @throws AppError NOT_FOUND
 */
export async function updatePayoutAddress(
  input: {
    readonly addressId: string;
    readonly label?: string | undefined;
    readonly isDefault?: true | undefined;
  },
  actor: Pick<Actor, 'id'>,
): Promise<UsableAddress> {
  return inTransaction(async (tx) => {
    const address = await repository.findOwnAddress(actor.id, input.addressId, tx);
    if (address === null) throw new AppError('NOT_FOUND');
    if (input.label !== undefined) await repository.setLabel(tx, address.id, input.label);
    if (input.isDefault === true) await repository.setDefault(tx, address);
    const updated = await repository.findOwnAddress(actor.id, input.addressId, tx);
    if (updated === null) throw new AppError('CONFLICT');
    return withHold(updated, await credentialsChangedAt(actor.id, tx));
  });
}
