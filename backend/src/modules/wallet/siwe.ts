import { hashMessage, type Address, type Hex } from 'viem';
import { createSiweMessage, parseSiweMessage, validateSiweMessage } from 'viem/siwe';
import { env } from '../../config/env.ts';
import { AppError } from '../../shared/errors.ts';
import type { ChallengeRecord } from './challenge.repository.ts';
import type { Stamp } from './challenge.ts';
import { checkSignature, type CheckedSignature } from './check-signature.ts';

/** Wallets compare it with the page that asks. */
const domain = (): string => new URL(env().PUBLIC_URL).host;

/** EIP-4361: the text that proves a wallet, bound to the person, the site, the chain and a nonce. */
export const proofMessage = (
  about: { readonly userId: string; readonly address: string; readonly chainId: number },
  { nonce, issuedAt, expiresAt }: Stamp,
): string =>
  createSiweMessage({
    domain: domain(),
    address: about.address as Address,
    statement: `Show Amn that this wallet is yours (account ${about.userId}). This moves no money and costs nothing.`,
    uri: env().PUBLIC_URL,
    version: '1',
    chainId: about.chainId,
    nonce,
    issuedAt,
    expirationTime: expiresAt,
  });

/**
 * Holds the stored text to what it has to say now, and the signature to the text: what viem's
 * `verifySiweMessage` does, with the key asked before the chain.
 * @throws AppError SIGNATURE_EXPIRED, INVALID_SIGNATURE, UPSTREAM_UNAVAILABLE
 */
export async function checkProof(challenge: ChallengeRecord, signature: Hex): Promise<CheckedSignature> {
  const message = parseSiweMessage(challenge.content);
  const says = validateSiweMessage({
    message,
    address: challenge.address as Address,
    domain: domain(),
    nonce: challenge.nonce,
    time: new Date(),
  });
  if (!says || message.chainId !== challenge.chainId) throw new AppError('SIGNATURE_EXPIRED');
  return checkSignature({
    address: challenge.address,
    chainId: challenge.chainId,
    digest: hashMessage(challenge.content),
    signature,
  });
}
