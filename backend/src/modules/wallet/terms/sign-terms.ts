import type { ClientSession } from 'mongoose';
import type { Hex } from 'viem';
import { now } from '../../../platform/clock.ts';
import { emitLater } from '../../../platform/outbox.ts';
import { inTransaction, isDuplicateKey } from '../../../platform/transaction.ts';
import type { Actor } from '../../../shared/actor.ts';
import { AppError } from '../../../shared/errors.ts';
import type { PartyRole } from '../../../shared/process.ts';
import { termsFor, type SignableTerms } from '../../escrow/index.ts';
import { findAsset } from '../../integration/index.ts';
import { loadRequest } from '../../marketplace/index.ts';
import { getUserRefs } from '../../user/index.ts';
import type { ChallengeRecord } from '../challenge.repository.ts';
import { issueChallenge, openChallenge, spend } from '../challenge.ts';
import { checkSignature } from '../check-signature.ts';
import { findActiveAddress } from '../payout-address/payout-address.repository.ts';
import { digestOf, typedDataIn } from '../typed-data.ts';
import { holdWallet, walletFor } from '../wallets.service.ts';
import { findSignatures, insertSignature, type TermsSignatureRecord } from './terms.repository.ts';
import { termsTypedData } from './terms.typed-data.ts';

type Viewer = Pick<Actor, 'id' | 'role'>;

const alreadySigned = (cause?: unknown): AppError =>
  new AppError('ALREADY_EXISTS', { message: 'You have signed these terms already.', cause });

/** The terms with the party that may sign them. @throws AppError NOT_FOUND, ALREADY_EXISTS, INVALID_TRANSITION */
async function unsignedTerms(
  tx: ClientSession | null,
  requestId: string,
  actor: Viewer,
): Promise<{ terms: SignableTerms; role: PartyRole }> {
  const { terms, role } = await termsFor(tx, requestId, actor);
  if (role === 'admin') throw new AppError('NOT_FOUND');
  const signatures = await findSignatures(tx, terms.contractId);
  if (signatures.some((one) => one.userId === actor.id && one.termsHash === terms.termsHash)) {
    throw alreadySigned();
  }
  if (!terms.signable) {
    throw new AppError('INVALID_TRANSITION', { message: 'This deal is over. Its terms are signed no more.' });
  }
  return { terms, role };
}

/** The chain of the asset that is paid, or that could be paid first. */
function chainOf(terms: SignableTerms): number {
  const chainId = findAsset(terms.asset ?? terms.acceptedAssets[0] ?? '')?.chainId;
  if (chainId === undefined) throw new AppError('ASSET_NOT_ACCEPTED');
  return chainId;
}

/**
 * What the wallet is to sign: the terms of the contract in force, by EIP-712.
 * @throws AppError NOT_FOUND, ALREADY_EXISTS, INVALID_TRANSITION, VALIDATION_FAILED
 */
export async function startSigningTerms(
  input: { readonly requestId: string; readonly walletId: string },
  actor: Viewer,
): Promise<ChallengeRecord> {
  const { terms, role } = await unsignedTerms(null, input.requestId, actor);
  const chainId = chainOf(terms);
  const wallet = await walletFor(actor.id, input.walletId, chainId);
  const [request, names, payout] = await Promise.all([
    loadRequest(null, input.requestId),
    getUserRefs([terms.buyerId, terms.sellerId]),
    findActiveAddress(null, actor.id, chainId),
  ]);
  const content = {
    terms,
    title: request.title,
    names,
    role,
    chainId,
    payoutAddress: payout?.address ?? null,
  };
  return issueChallenge(
    { purpose: 'terms', userId: actor.id, address: wallet.address, chainId, subject: input.requestId },
    (stamp) => JSON.stringify(termsTypedData(content, stamp)),
  );
}

/**
 * Keeps a party's signature with the contract. Terms that are no longer those in force are refused.
 * @throws AppError SIGNATURE_EXPIRED, INVALID_SIGNATURE, NOT_FOUND, ALREADY_EXISTS, INVALID_TRANSITION, CONFLICT,
 * UPSTREAM_UNAVAILABLE
 */
export async function signTerms(
  input: { readonly requestId: string; readonly nonce: string; readonly signature: Hex },
  actor: Viewer,
): Promise<void> {
  const challenge = await openChallenge(input.nonce, 'terms', actor.id);
  if (challenge.subject !== input.requestId) throw new AppError('SIGNATURE_EXPIRED');
  const typedData = typedDataIn(challenge);
  const digest = digestOf(typedData);
  const { address, chainId } = challenge;
  const checked = await checkSignature({ address, chainId, digest, signature: input.signature });
  try {
    await inTransaction(async (tx) => {
      await spend(tx, challenge);
      await holdWallet(tx, actor.id, address);
      const { terms, role } = await unsignedTerms(tx, input.requestId, actor);
      const { message } = typedData;
      if (message['contractId'] !== terms.contractId || message['termsHash'] !== `0x${terms.termsHash}`) {
        throw new AppError('CONFLICT');
      }
      const { contractId, requestId, termsHash } = terms;
      await insertSignature(tx, {
        contractId,
        requestId,
        termsHash,
        userId: actor.id,
        role,
        wallet: address,
        walletKind: checked.kind,
        chainId,
        typedData: challenge.content,
        digest,
        signature: input.signature,
        blockNumber: checked.blockNumber,
        signedAt: now(),
      });
      const addressees = [terms.buyerId, terms.sellerId];
      await emitLater(tx, {
        name: 'wallet:terms-signed',
        ids: { requestId },
        addressees,
        causedBy: actor.id,
      });
    });
  } catch (error) {
    if (isDuplicateKey(error, 'signedOnce')) throw alreadySigned(error);
    throw error;
  }
}

export interface DealSignatures {
  readonly terms: SignableTerms;
  readonly signatures: readonly TermsSignatureRecord[];
  readonly maySign: boolean;
}

/** Who has signed the contract, for its parties and admins. @throws AppError NOT_FOUND */
export async function readDealSignatures(
  input: { readonly requestId: string },
  actor: Viewer,
): Promise<DealSignatures> {
  const { terms, role } = await termsFor(null, input.requestId, actor);
  const signatures = await findSignatures(null, terms.contractId);
  const signed = signatures.some((one) => one.userId === actor.id && one.termsHash === terms.termsHash);
  return { terms, signatures, maySign: role !== 'admin' && !signed && terms.signable };
}
