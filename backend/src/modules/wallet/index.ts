export { CHALLENGE_MS } from './challenge.ts';
export { isPaidAt, requireSignedAddress } from './payout-address/payout-address.service.ts';
export { ownerOfReplacement, walletDeadlines } from './payout-address/replacements.ts';
export { signAddress, startSigningAddress } from './payout-address/sign-address.ts';
export { signTerms, startSigningTerms } from './terms/sign-terms.ts';
export { signaturesOfContract, type ContractSignature } from './terms/terms.presenter.ts';
export { proveWallet, startWalletProof } from './wallets.service.ts';
