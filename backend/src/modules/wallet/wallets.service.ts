import type { ClientSession } from 'mongoose';
import { getAddress, isAddress, type Hex } from 'viem';
import { now } from '../../platform/clock.ts';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction, isDuplicateKey } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { registeredAssets } from '../integration/index.ts';
import type { ChallengeRecord } from './challenge.repository.ts';
import { issueChallenge, openChallenge, spend } from './challenge.ts';
import { findActiveAddresses, findActiveByWallet } from './payout-address/payout-address.repository.ts';
import { findOpenReplacement } from './payout-address/replacement.repository.ts';
import { checkProof, proofMessage } from './siwe.ts';
import * as repository from './wallet.repository.ts';
import type { NewWallet, WalletRecord } from './wallet.repository.ts';

export interface ListedWallet extends WalletRecord {
  /** Money goes to it by the person's own signature. */
  readonly isPayoutAddress: boolean;
}

/** A spelling that wallets show, or a refusal. A mixed spelling has to have its checksum right. */
function walletAddress(given: string): string {
  const digits = given.slice(2);
  const plain = digits === digits.toLowerCase() || digits === digits.toUpperCase();
  if (isAddress(given, { strict: !plain })) return getAddress(given.toLowerCase());
  const details = [{ path: 'address', message: 'Must be the address of a wallet.' }];
  throw new AppError('VALIDATION_FAILED', { details });
}

/** @throws AppError VALIDATION_FAILED for a chain that nothing is paid on */
export function startWalletProof(
  input: { readonly address: string; readonly chainId: number },
  actor: Pick<Actor, 'id'>,
): Promise<ChallengeRecord> {
  const { chainId } = input;
  if (!registeredAssets().some((asset) => asset.chainId === chainId)) {
    const details = [{ path: 'chainId', message: 'Must be a network that is paid on here.' }];
    throw new AppError('VALIDATION_FAILED', { details });
  }
  const about = { userId: actor.id, address: walletAddress(input.address), chainId };
  return issueChallenge({ ...about, purpose: 'prove', subject: about.address }, (stamp) =>
    proofMessage(about, stamp),
  );
}

export const announce = (tx: ClientSession, userId: string): Promise<void> =>
  emitLater(tx, { name: 'wallet:updated', ids: { userId }, addressees: [userId] });

/** @throws AppError WALLET_TAKEN */
async function claim(tx: ClientSession, wallet: NewWallet): Promise<WalletRecord> {
  const renewed = await repository.renewProof(tx, wallet);
  if (renewed) return renewed;
  if (await repository.findByAddress(tx, wallet.address)) throw new AppError('WALLET_TAKEN');
  return repository.insertWallet(tx, wallet);
}

/**
 * Makes a wallet the actor's by what it signed. Of two people who prove one wallet at once, one gets it.
 * @throws AppError SIGNATURE_EXPIRED, INVALID_SIGNATURE, WALLET_TAKEN, UPSTREAM_UNAVAILABLE
 */
export async function proveWallet(
  input: { readonly nonce: string; readonly signature: Hex },
  actor: Pick<Actor, 'id'>,
): Promise<ListedWallet> {
  const challenge = await openChallenge(input.nonce, 'prove', actor.id);
  const { kind } = await checkProof(challenge, input.signature);
  try {
    return await inTransaction(async (tx) => {
      await spend(tx, challenge);
      const { address, chainId, content: message } = challenge;
      const proof = { message, signature: input.signature };
      const wallet = await claim(tx, { userId: actor.id, address, chainId, kind, proof, provedAt: now() });
      await announce(tx, actor.id);
      return { ...wallet, isPayoutAddress: (await findActiveByWallet(tx, actor.id, address)) !== null };
    });
  } catch (error) {
    if (isDuplicateKey(error, 'oneOwner')) throw new AppError('WALLET_TAKEN', { cause: error });
    throw error;
  }
}

export async function listWallets(actor: Pick<Actor, 'id'>): Promise<ListedWallet[]> {
  const [wallets, signed] = await Promise.all([
    repository.findAllOf(actor.id),
    findActiveAddresses(actor.id),
  ]);
  const bound = new Set(signed.map(({ address }) => address));
  return wallets.map((wallet) => ({ ...wallet, isPayoutAddress: bound.has(wallet.address) }));
}

/**
 * Releases a wallet: from then on another account may prove it.
 * @throws AppError NOT_FOUND, WALLET_IN_USE
 */
export async function removeWallet(
  input: { readonly walletId: string },
  actor: Pick<Actor, 'id'>,
): Promise<void> {
  await inTransaction(async (tx) => {
    const released = await repository.releaseOwn(tx, actor.id, input.walletId, now());
    if (released === null) throw new AppError('NOT_FOUND');
    const { address } = released;
    const inUse =
      (await findActiveByWallet(tx, actor.id, address)) ??
      (await findOpenReplacement(tx, actor.id, { newAddress: address }));
    if (inUse) throw new AppError('WALLET_IN_USE');
    await announce(tx, actor.id);
  });
}

/**
 * A proven wallet that can sign on a chain. A contract stands on one chain only.
 * @throws AppError NOT_FOUND, VALIDATION_FAILED
 */
export async function walletFor(userId: string, walletId: string, chainId: number): Promise<WalletRecord> {
  const wallet = await repository.findOwn(null, userId, walletId);
  if (wallet === null) throw new AppError('NOT_FOUND');
  if (wallet.kind === 'contract' && wallet.chainId !== chainId) {
    const message = 'Must be a wallet of this network: a contract wallet is only where it was proven.';
    throw new AppError('VALIDATION_FAILED', { details: [{ path: 'walletId', message }] });
  }
  return wallet;
}

/** The wallet, held for this transaction. @throws AppError NOT_FOUND when it was released meanwhile */
export async function holdWallet(tx: ClientSession, userId: string, address: string): Promise<WalletRecord> {
  const wallet = await repository.holdOwn(tx, userId, address);
  if (wallet === null) throw new AppError('NOT_FOUND');
  return wallet;
}
