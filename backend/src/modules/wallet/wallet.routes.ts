import type { Actor } from '../../shared/actor.ts';
import { route } from '../../shared/define-route.ts';
import * as addresses from './payout-address/payout-address.contract.ts';
import { presentForAdmin, presentSignedAddresses } from './payout-address/payout-address.presenter.ts';
import { listSignedAddresses } from './payout-address/payout-address.service.ts';
import {
  cancelReplacement,
  decideReplacement,
  listReplacements,
  startStopping,
  stopBySignature,
} from './payout-address/replacements.ts';
import { signAddress, startSigningAddress } from './payout-address/sign-address.ts';
import { readDealSignatures, signTerms, startSigningTerms } from './terms/sign-terms.ts';
import * as terms from './terms/terms.contract.ts';
import { presentDealSignatures } from './terms/terms.presenter.ts';
import * as contract from './wallet.contract.ts';
import { presentTypedChallenge, presentWallet } from './wallet.presenter.ts';
import { listWallets, proveWallet, removeWallet, startWalletProof } from './wallets.service.ts';

const decided =
  (verdict: 'approve' | 'refuse') =>
  async ({ input, actor }: { input: { replacementId: string; note: string }; actor: Actor }) => {
    const [view] = await presentForAdmin([await decideReplacement(input, verdict, actor)], actor.id);
    if (!view) throw new Error('one replacement gives one view');
    return view;
  };

export const walletRoutes = [
  route(contract.startWalletProof, async ({ input, actor }) => {
    const { nonce, content, expiresAt } = await startWalletProof(input, actor);
    return { nonce, message: content, expiresAt: expiresAt.toISOString() };
  }),
  route(contract.proveWallet, async ({ input, actor }) => presentWallet(await proveWallet(input, actor))),
  route(contract.listWallets, async ({ actor }) => ({
    items: (await listWallets(actor)).map(presentWallet),
  })),
  route(contract.removeWallet, async ({ input, actor }) => {
    await removeWallet(input, actor);
    return {};
  }),
  route(terms.getDealSignatures, async ({ input, actor }) =>
    presentDealSignatures(await readDealSignatures(input, actor)),
  ),
  route(terms.startSigningTerms, async ({ input, actor }) =>
    presentTypedChallenge(await startSigningTerms(input, actor)),
  ),
  route(terms.signTerms, async ({ input, actor }) => {
    await signTerms(input, actor);
    return presentDealSignatures(await readDealSignatures(input, actor));
  }),
  route(addresses.listSignedPayoutAddresses, async ({ actor }) =>
    presentSignedAddresses(await listSignedAddresses(actor)),
  ),
  route(addresses.startSigningPayoutAddress, async ({ input, actor }) =>
    presentTypedChallenge(await startSigningAddress(input, actor)),
  ),
  route(addresses.signPayoutAddress, async ({ input, actor }) => {
    await signAddress(input, actor);
    return presentSignedAddresses(await listSignedAddresses(actor));
  }),
  route(addresses.cancelReplacement, async ({ input, actor }) => {
    await cancelReplacement(input, actor);
    return presentSignedAddresses(await listSignedAddresses(actor));
  }),
  route(addresses.startStoppingReplacement, async ({ input }) =>
    presentTypedChallenge(await startStopping(input)),
  ),
  route(addresses.stopReplacement, async ({ input }) => {
    await stopBySignature(input);
    return {};
  }),
  route(addresses.listReplacements, async ({ input, actor }) => {
    const { items, nextCursor } = await listReplacements(input);
    return { items: await presentForAdmin(items, actor.id), nextCursor };
  }),
  route(addresses.approveReplacement, decided('approve')),
  route(addresses.refuseReplacement, decided('refuse')),
];
