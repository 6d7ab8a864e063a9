import { zeroAddress } from 'viem';
import type { PartyRole } from '../../../shared/process.ts';
import type { SignableTerms } from '../../escrow/index.ts';
import type { Stamp } from '../challenge.ts';
import { domainOn, type TypedData } from '../typed-data.ts';

const text = (name: string) => ({ name, type: 'string' });

/** Names and order are part of what is signed: a change would need a new `version` in the domain. */
const TYPES = {
  DealTerms: [
    text('contractId'),
    { name: 'termsHash', type: 'bytes32' },
    text('title'),
    { name: 'buyer', type: 'Party' },
    { name: 'seller', type: 'Party' },
    text('signedAs'),
    text('price'),
    text('buyerFee'),
    text('sellerFee'),
    { name: 'milestones', type: 'Milestone[]' },
    { name: 'acceptedAssets', type: 'string[]' },
    text('payoutAsset'),
    { name: 'payoutAddress', type: 'address' },
    { name: 'deliveryDays', type: 'uint32' },
    { name: 'inspectionDays', type: 'uint32' },
    text('nonce'),
    text('issuedAt'),
    text('expiresAt'),
  ],
  Milestone: [text('id'), text('title'), text('price')],
  Party: [text('account'), text('name')],
};

const usd = (cents: number): string =>
  `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')} USD`;

export interface TermsToSign {
  readonly terms: SignableTerms;
  readonly title: string;
  readonly names: ReadonlyMap<string, { readonly name: string }>;
  readonly role: PartyRole;
  readonly chainId: number;
  /** Where the signer's money goes by their own signature; null while they signed no address. */
  readonly payoutAddress: string | null;
}

/** The terms as a wallet shows them: whole sums and names, not only a hash. */
export function termsTypedData(given: TermsToSign, stamp: Stamp): TypedData {
  const { terms, names } = given;
  const party = (account: string) => ({ account, name: names.get(account)?.name ?? '' });
  return {
    domain: domainOn(given.chainId),
    types: TYPES,
    primaryType: 'DealTerms',
    message: {
      contractId: terms.contractId,
      termsHash: `0x${terms.termsHash}`,
      title: given.title,
      buyer: party(terms.buyerId),
      seller: party(terms.sellerId),
      signedAs: given.role,
      price: usd(terms.priceCents),
      buyerFee: usd(terms.buyerFeeCents),
      sellerFee: usd(terms.sellerFeeCents),
      milestones: terms.milestones.map(({ id, title, priceCents }) => ({
        id,
        title,
        price: usd(priceCents),
      })),
      acceptedAssets: [...terms.acceptedAssets],
      // Before it is paid, it is any of those accepted.
      payoutAsset: terms.asset ?? terms.acceptedAssets.join(' / '),
      payoutAddress: given.payoutAddress ?? zeroAddress,
      deliveryDays: terms.deliveryDays,
      inspectionDays: terms.inspectionDays,
      nonce: stamp.nonce,
      issuedAt: stamp.issuedAt.toISOString(),
      expiresAt: stamp.expiresAt.toISOString(),
    },
  };
}
