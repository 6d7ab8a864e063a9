import { zeroAddress, type Hex } from 'viem';
import type { ClientSession } from 'mongoose';
import { after, DAY_MS, now } from '../../../platform/clock.ts';
import { scheduleDeadline } from '../../../platform/deadline.ts';
import { inTransaction, isDuplicateKey } from '../../../platform/transaction.ts';
import type { Actor } from '../../../shared/actor.ts';
import { AppError } from '../../../shared/errors.ts';
import { registeredAssets } from '../../integration/index.ts';
import type { ChallengeRecord } from '../challenge.repository.ts';
import { issueChallenge, openChallenge, spend, type Stamp } from '../challenge.ts';
import { checkSignature } from '../check-signature.ts';
import { digestOf, domainOn, typedDataIn, type TypedData } from '../typed-data.ts';
import { announce, holdWallet, walletFor } from '../wallets.service.ts';
import { announceReplacement, askAdmins, moveReplacement } from './move-replacement.ts';
import type { AddressProof } from './payout-address.model.ts';
import {
  findActiveAddress,
  insertAddress,
  retireAddress,
  type SignedAddressRecord,
} from './payout-address.repository.ts';
import { findOpenReplacement, insertReplacement } from './replacement.repository.ts';

export const REPLACEMENT_HOLD_MS = 7 * DAY_MS;
export const REPLACEMENT_DEADLINE = 'wallet.replacement-hold';

const text = (name: string) => ({ name, type: 'string' });

const TYPES = {
  PayoutAddress: [
    text('statement'),
    text('account'),
    text('network'),
    { name: 'payoutAddress', type: 'address' },
    { name: 'replaces', type: 'address' },
    text('nonce'),
    text('issuedAt'),
    text('expiresAt'),
  ],
};

interface AddressToSign {
  readonly userId: string;
  readonly chainId: number;
  readonly network: string;
  readonly address: string;
  /** The one signed before; null for a first one. */
  readonly replaces: string | null;
}

const addressTypedData = (given: AddressToSign, { nonce, issuedAt, expiresAt }: Stamp): TypedData => ({
  domain: domainOn(given.chainId),
  types: TYPES,
  primaryType: 'PayoutAddress',
  message: {
    statement: 'Pay my money on this network to this address only.',
    account: given.userId,
    network: given.network,
    payoutAddress: given.address,
    replaces: given.replaces ?? zeroAddress,
    nonce,
    issuedAt: issuedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  },
});

export interface StartSigningAddressInput {
  /** The proven wallet that money shall go to. */
  readonly walletId: string;
  readonly chainId: number;
  /** Whether the wallet itself signs or, where another one is signed already, that one. */
  readonly signWith: 'itself' | 'present';
}

/**
 * What is to be signed so that money on a chain goes to one of the actor's wallets only.
 * @throws AppError NOT_FOUND, VALIDATION_FAILED, ALREADY_EXISTS
 */
export async function startSigningAddress(
  input: StartSigningAddressInput,
  actor: Pick<Actor, 'id'>,
): Promise<ChallengeRecord> {
  const { chainId } = input;
  const network = registeredAssets().find((asset) => asset.chainId === chainId)?.network;
  if (network === undefined) throw new AppError('NOT_FOUND');
  const [wallet, active] = await Promise.all([
    walletFor(actor.id, input.walletId, chainId),
    findActiveAddress(null, actor.id, chainId),
  ]);
  if (active?.address === wallet.address) {
    throw new AppError('ALREADY_EXISTS', { message: 'This is your signed payout address already.' });
  }
  const signer = input.signWith === 'present' && active ? active.address : wallet.address;
  const replaces = active?.address ?? null;
  const content = { userId: actor.id, chainId, network, address: wallet.address, replaces };
  return issueChallenge(
    { purpose: 'payout_address', userId: actor.id, address: signer, chainId, subject: wallet.address },
    (stamp) => JSON.stringify(addressTypedData(content, stamp)),
  );
}

interface SignedWish {
  readonly userId: string;
  readonly chainId: number;
  readonly address: string;
  readonly proof: AddressProof;
  readonly reason: string;
}

/** The wallet that money goes to now has signed itself: no need to wait for anybody. */
async function change(tx: ClientSession, active: SignedAddressRecord, wish: SignedWish): Promise<void> {
  const { userId, chainId, address, proof } = wish;
  const open = await findOpenReplacement(tx, userId, { chainId });
  if (open) await moveReplacement(tx, open, 'cancel', 'seller');
  if (!(await retireAddress(tx, active.id, now()))) throw new AppError('CONFLICT');
  await insertAddress(tx, { userId, chainId, address, proof, signedAt: now() });
}

/** Only the new wallet has signed: the old one may be lost, or this may be a thief. */
async function askToReplace(tx: ClientSession, active: SignedAddressRecord, wish: SignedWish): Promise<void> {
  const { userId, chainId, address: newAddress, proof, reason } = wish;
  const holdEndsAt = after(REPLACEMENT_HOLD_MS);
  const asked = { userId, chainId, oldAddress: active.address, newAddress, proof, reason, holdEndsAt };
  const replacement = await insertReplacement(tx, asked, now());
  scheduleDeadline(tx, REPLACEMENT_DEADLINE, replacement.id, holdEndsAt);
  await announceReplacement(tx, replacement, userId);
  await askAdmins(tx, replacement);
}

/**
 * Takes a signature of where money shall go: a first one counts at once, a change that the present address has
 * signed as well; any other change waits seven days and for an admin.
 * @throws AppError SIGNATURE_EXPIRED, INVALID_SIGNATURE, NOT_FOUND, CONFLICT, ALREADY_EXISTS,
 *   UPSTREAM_UNAVAILABLE
 */
export async function signAddress(
  input: { readonly nonce: string; readonly signature: Hex; readonly reason: string },
  actor: Pick<Actor, 'id'>,
): Promise<void> {
  const challenge = await openChallenge(input.nonce, 'payout_address', actor.id);
  const { address: signer, chainId, subject: address, content: typedData } = challenge;
  const data = typedDataIn(challenge);
  const digest = digestOf(data);
  const { signature, reason } = input;
  const { kind: signerKind, blockNumber } = await checkSignature({
    address: signer,
    chainId,
    digest,
    signature,
  });
  const proof = { signer, signerKind, typedData, digest, signature, blockNumber };
  const wish = { userId: actor.id, chainId, address, proof, reason };
  try {
    await inTransaction(async (tx) => {
      await spend(tx, challenge);
      await holdWallet(tx, actor.id, address);
      const active = await findActiveAddress(tx, actor.id, chainId);
      if (data.message['replaces'] !== (active?.address ?? zeroAddress)) throw new AppError('CONFLICT');
      if (active === null) {
        await insertAddress(tx, { userId: actor.id, chainId, address, proof, signedAt: now() });
      } else if (signer === active.address) {
        await change(tx, active, wish);
      } else {
        await askToReplace(tx, active, wish);
      }
      await announce(tx, actor.id);
    });
  } catch (error) {
    if (isDuplicateKey(error, 'oneOpen')) {
      const message = 'A request to replace this address is open already. Cancel it first.';
      throw new AppError('ALREADY_EXISTS', { message, cause: error });
    }
    if (isDuplicateKey(error, 'oneSigned')) throw new AppError('CONFLICT', { cause: error });
    throw error;
  }
}
