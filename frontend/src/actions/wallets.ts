import { infiniteQueryOptions, mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import {
  getDealSignaturesOptions,
  getDealSignaturesQueryKey,
  listPayoutAddressReplacementsInfiniteOptions,
  listSignedPayoutAddressesOptions,
  listSignedPayoutAddressesQueryKey,
  listWalletsOptions,
  listWalletsQueryKey,
} from '@/lib/api/@tanstack/react-query.gen';
import type { Wallet } from '@/lib/api/types.gen';
import { sdk } from '@/lib/sdk';
import { makeOld } from '@/lib/generated-key';
import type { WalletSigner } from '@/lib/wallet-signer';
import { cursorPaging } from './paging';

export type {
  AdminPayoutAddressReplacement,
  ContractSignature,
  PayoutAddressReplacement,
  ReplacementStatus,
  SignedPayoutAddress,
  Wallet,
} from '@/lib/api/types.gen';

export function walletsQuery() {
  return queryOptions({ ...listWalletsOptions(), select: ({ items }) => items });
}

/** Where your money goes by your own signature, and requests to change that. */
export function signedAddressesQuery() {
  return queryOptions(listSignedPayoutAddressesOptions());
}

export function dealSignaturesQuery(requestId: string) {
  return queryOptions({ ...getDealSignaturesOptions({ path: { requestId } }), staleTime: 30_000 });
}

export function replacementsQuery(state: 'open' | 'ended') {
  return infiniteQueryOptions({
    ...listPayoutAddressReplacementsInfiniteOptions({ query: { state, limit: 20 } }),
    ...cursorPaging,
  });
}

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function readWalletsAgain(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: listWalletsQueryKey() });
  void client.invalidateQueries({ queryKey: listSignedPayoutAddressesQueryKey() });
}

/** Has the wallet sign that it is the person's. */
async function prove(signer: WalletSigner, chainId: number): Promise<Wallet> {
  const api = await sdk();
  const { address } = signer;
  const { nonce, message } = (await api.startWalletProof({ body: { address, chainId } })).data;
  const signature = await signer.signText(message);
  return (await api.proveWallet({ body: { nonce, signature } })).data;
}

interface ProveWallet {
  readonly signer: WalletSigner;
  /** A network that is paid on here; the wallet need not be on it to sign a text. */
  readonly chainId: number;
}

export const proveWalletAction = mutationOptions({
  mutationKey: ['proveWallet'],
  mutationFn: ({ signer, chainId }: ProveWallet) => prove(signer, chainId),
  onSuccess: (_wallet, _input, _result, { client }) => {
    readWalletsAgain(client);
  },
});

export const removeWalletAction = mutationOptions({
  mutationKey: ['removeWallet'],
  mutationFn: async (walletId: string) => (await (await sdk()).removeWallet({ path: { walletId } })).data,
  onSuccess: (_empty, _walletId, _result, { client }) => {
    readWalletsAgain(client);
  },
});

interface SignTerms {
  readonly requestId: string;
  readonly signer: WalletSigner;
}

/** Signs the terms of a deal; a wallet that is not proven yet is proven first, by a signature of its own. */
export const signTermsAction = mutationOptions({
  mutationKey: ['signTerms'],
  mutationFn: async ({ requestId, signer }: SignTerms) => {
    const api = await sdk();
    const { items } = (await api.listWallets()).data;
    const known = items.find(({ address }) => isSame(address, signer.address));
    const wallet = known ?? (await prove(signer, signer.chainId));
    const path = { requestId };
    const asked = (await api.startSigningTerms({ path, body: { walletId: wallet.id } })).data;
    const signature = await signer.signTyped(asked.typedData);
    return (await api.signTerms({ path, body: { nonce: asked.nonce, signature } })).data;
  },
  onSuccess: (signatures, { requestId }, _result, { client }) => {
    client.setQueryData(getDealSignaturesQueryKey({ path: { requestId } }), signatures);
    readWalletsAgain(client);
  },
});

interface StartAddress {
  readonly walletId: string;
  readonly chainId: number;
  readonly signWith: 'itself' | 'present';
  readonly signer: WalletSigner;
}

export interface SignedAddressWish {
  readonly nonce: string;
  readonly signature: string;
  readonly reason: string;
}

/** Has the wallet sign where money shall go; what it gave is then sent with a confirmed password. */
export async function askAddressSignature({ signer, ...body }: StartAddress): Promise<SignedAddressWish> {
  const asked = (await (await sdk()).startSigningPayoutAddress({ body })).data;
  return { nonce: asked.nonce, signature: await signer.signTyped(asked.typedData), reason: '' };
}

export const signAddressAction = mutationOptions({
  mutationKey: ['signPayoutAddress'],
  mutationFn: async (body: SignedAddressWish) => (await (await sdk()).signPayoutAddress({ body })).data,
  onSuccess: (signed, _body, _result, { client }) => {
    client.setQueryData(listSignedPayoutAddressesQueryKey(), signed);
    readWalletsAgain(client);
  },
});

export const cancelReplacementAction = mutationOptions({
  mutationKey: ['cancelReplacement'],
  mutationFn: async (replacementId: string) =>
    (await (await sdk()).cancelPayoutAddressReplacement({ path: { replacementId } })).data,
  onSuccess: (signed, _id, _result, { client }) => {
    client.setQueryData(listSignedPayoutAddressesQueryKey(), signed);
  },
});

interface StopReplacement {
  readonly replacementId: string;
  readonly signer: WalletSigner;
}

/**
 * The old wallet stops a replacement by its signature alone; nobody has to be signed in. Not signed yet when it
 * answers with the network that the wallet has to be on.
 */
export const stopReplacementAction = mutationOptions({
  mutationKey: ['stopReplacement'],
  mutationFn: async ({ replacementId, signer }: StopReplacement) => {
    const api = await sdk();
    const path = { replacementId };
    const asked = (await api.startStoppingReplacement({ path, body: { wallet: signer.address } })).data;
    const { chainId } = asked.typedData.domain;
    // A wallet signs only what belongs to the network it is on.
    if (chainId !== signer.chainId) return { otherChainId: chainId };
    const signature = await signer.signTyped(asked.typedData);
    await api.stopReplacement({ body: { nonce: asked.nonce, signature } });
    return { otherChainId: null };
  },
  onSuccess: (_answer, _input, _result, { client }) => {
    readWalletsAgain(client);
  },
});

interface DecideReplacement {
  readonly replacementId: string;
  readonly verdict: 'approve' | 'refuse';
  readonly note: string;
}

export const decideReplacementAction = mutationOptions({
  mutationKey: ['decideReplacement'],
  mutationFn: async ({ replacementId, verdict, note }: DecideReplacement) => {
    const api = await sdk();
    const call = { path: { replacementId }, body: { note } };
    return verdict === 'approve'
      ? (await api.approvePayoutAddressReplacement(call)).data
      : (await api.refusePayoutAddressReplacement(call)).data;
  },
  onSuccess: (_decided, _input, _result, { client }) => makeOld(client, ['listPayoutAddressReplacements']),
});
