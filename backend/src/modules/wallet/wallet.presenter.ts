import type { z } from 'zod';
import { registeredAssets } from '../integration/index.ts';
import type { ChallengeRecord } from './challenge.repository.ts';
import { typedDataIn } from './typed-data.ts';
import type { typedChallengeSchema, walletSchema } from './wallet.contract.ts';
import type { ListedWallet } from './wallets.service.ts';

export const networkOf = (chainId: number): string =>
  registeredAssets().find((asset) => asset.chainId === chainId)?.network ?? '';

export const presentWallet = (wallet: ListedWallet): z.input<typeof walletSchema> => ({
  id: wallet.id,
  address: wallet.address,
  kind: wallet.kind,
  chainId: wallet.chainId,
  network: networkOf(wallet.chainId),
  provedAt: wallet.provedAt.toISOString(),
  isPayoutAddress: wallet.isPayoutAddress,
  createdAt: wallet.createdAt.toISOString(),
});

export const presentTypedChallenge = (challenge: ChallengeRecord): z.input<typeof typedChallengeSchema> => ({
  nonce: challenge.nonce,
  wallet: challenge.address,
  chainId: challenge.chainId,
  typedData: typedDataIn(challenge),
  expiresAt: challenge.expiresAt.toISOString(),
});
