import { env } from '../../config/env.ts';
import { parseUnits } from '../../shared/money.ts';
import {
  decimalsOf,
  gateway,
  type Callback,
  type InvoiceTransaction,
  type ToldTransaction,
} from '../integration/index.ts';
import { readFromChain, type Claim } from './chain-sighting.ts';
import { requiredConfirmations } from './note-deposit.ts';
import type { PaymentRecord } from './payment.repository.ts';
import { FAULTS, normalTxid, sameAddress, type Sighting } from './sighting.ts';

/** The gateway's own record does not show what its callback told; it may in a moment. */
export class NotShownYetError extends Error {
  readonly claims: readonly Claim[];

  constructor(claims: readonly Claim[]) {
    super('the invoice does not show the transaction');
    this.name = 'NotShownYetError';
    this.claims = claims;
  }
}

/** Whole coins as the gateway prints them → base units; null for an asset that nobody here knows. */
export function toBaseUnits(asset: string, amount: string): bigint | null {
  const decimals = decimalsOf(asset);
  return decimals === undefined ? null : parseUnits(amount, decimals);
}

const assetFault = (payment: PaymentRecord, asset: string): Claim['fault'] => {
  if (asset === payment.asset) return null;
  return decimalsOf(asset) === undefined ? FAULTS.unknownAsset : FAULTS.wrongAsset;
};

/** What a callback claims, each transaction once: the gateway counts a transaction once, and so do we. */
function claimsOf(
  payment: PaymentRecord,
  told: { readonly address: string; readonly transactions: readonly ToldTransaction[] },
): Claim[] {
  const claims = new Map<string, Claim>();
  const elsewhere = payment.address === null || !sameAddress(told.address, payment.address);
  for (const { txid: given, crypto: asset, amount } of told.transactions) {
    const txid = normalTxid(given);
    const key = `${asset}|${txid}`;
    if (claims.has(key)) continue;
    const fault = elsewhere ? FAULTS.otherAddress : assetFault(payment, asset);
    claims.set(key, { asset, txid, amountBase: toBaseUnits(asset, amount), fault });
  }
  return [...claims.values()];
}

const unproven = (claim: Claim): Sighting => ({
  ...claim,
  source: 'callback',
  counts: false,
  confirmations: 0,
  block: null,
});

const proven = (payment: PaymentRecord, claim: Claim): Sighting => ({
  ...claim,
  source: 'callback',
  counts: true,
  confirmations: requiredConfirmations(payment, claim.asset),
  block: null,
});

/** The claim as the re-read invoice bears it out; undefined while the invoice does not show it. */
function compareWithInvoice(
  payment: PaymentRecord,
  claim: Claim,
  shown: readonly InvoiceTransaction[],
): Sighting | undefined {
  const row = shown.find(
    (tx) =>
      normalTxid(tx.txid) === claim.txid &&
      tx.crypto === claim.asset &&
      sameAddress(tx.addr, payment.address ?? ''),
  );
  if (row === undefined) return undefined;
  const agrees = toBaseUnits(row.crypto, row.amount) === claim.amountBase;
  return agrees ? proven(payment, claim) : { ...unproven(claim), fault: FAULTS.amountDiffers };
}

async function verifyConfirmed(payment: PaymentRecord, claims: readonly Claim[]): Promise<Sighting[]> {
  const policy = env().PAYMENT_VERIFICATION;
  const checkable = claims.filter(({ fault }) => fault !== FAULTS.otherAddress);
  const stray = claims.filter(({ fault }) => fault === FAULTS.otherAddress).map(unproven);
  if (policy === 'webhook') return [...stray, ...checkable.map((claim) => proven(payment, claim))];

  const shown = await gateway().readInvoice(payment.providerPaymentId);
  const compared = checkable.map((claim) => ({ claim, sighting: compareWithInvoice(payment, claim, shown) }));
  const missing = compared.filter(({ sighting }) => sighting === undefined).map(({ claim }) => claim);
  if (missing.length > 0) throw new NotShownYetError(missing);

  const agreed = compared.map(({ sighting }) => sighting).filter((sighting) => sighting !== undefined);
  if (policy === 'gateway') return [...stray, ...agreed];
  const checked = await Promise.all(
    agreed.map(async (sighting) => {
      if (!sighting.counts) return sighting;
      // Without a chain to ask for this asset its money is shown, and booked by nobody.
      return (await readFromChain(payment, sighting)) ?? unproven(sighting);
    }),
  );
  return [...stray, ...checked];
}

/**
 * What a signed callback proves by the configured verification. `unconfirmed` proves nothing: it is only shown.
 * @throws NotShownYetError, GatewayError or ChainUnavailableError when it has to be asked again later
 */
export async function verifyCallback(
  payment: PaymentRecord,
  callback: Extract<Callback, { kind: 'payin' | 'unconfirmed' }>,
): Promise<Sighting[]> {
  const claims = claimsOf(payment, callback);
  return callback.kind === 'unconfirmed' ? claims.map(unproven) : verifyConfirmed(payment, claims);
}

/** Claims that the gateway told and then never showed: its two sources disagree. */
export const disputed = (claims: readonly Claim[]): Sighting[] =>
  claims.map((claim) => ({ ...unproven(claim), fault: FAULTS.notShownByGateway }));
