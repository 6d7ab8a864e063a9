import { ceilDiv } from '../../shared/money.ts';
import { printedUnit, roundUpToGatewayUnit } from '../integration/index.ts';

const CENTS_PER_DOLLAR = 100n;

interface Scaled {
  readonly digits: bigint;
  /** `digits / 10^places` is the number. */
  readonly places: number;
}

function parseDecimal(text: string): Scaled {
  const match = /^(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text);
  if (!match) throw new RangeError('not a plain decimal number');
  const fraction = match[2] ?? '';
  return { digits: BigInt(`${match[1] ?? '0'}${fraction}`), places: fraction.length };
}

/**
 * What a price is in an asset, in base units, rounded up to what the gateway can express.
 * @param rate US dollars for one coin, decimal string
 * @throws RangeError when the rate is not above zero
 */
export function expectedBaseOf(totalCents: number, rate: string, decimals: number): bigint {
  const { digits, places } = parseDecimal(rate);
  if (digits <= 0n) throw new RangeError('a rate must be above zero');
  const numerator = BigInt(totalCents) * 10n ** BigInt(decimals + places);
  return roundUpToGatewayUnit(ceilDiv(numerator, CENTS_PER_DOLLAR * digits), decimals);
}

/**
 * How far below the price still counts as full, in base units. What the gateway prints may lack digits that
 * the transfer had; the chain lacks none.
 */
export function toleranceOf(
  asset: { readonly decimals: number; readonly toleranceBase?: string | undefined },
  readFromChain: boolean,
): bigint {
  const configured = BigInt(asset.toleranceBase ?? '0');
  const printed = readFromChain ? 0n : printedUnit(asset.decimals);
  return configured > printed ? configured : printed;
}

/** 50000 cents → "500.00", as the gateway takes amounts. */
export const centsToUsd = (cents: number): string => {
  const digits = cents.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/**
 * EIP-681 request for a token transfer, for QR codes and wallets.
 * @param amountBase base units of the token
 */
export const tokenPaymentUri = (
  token: { readonly contract: string; readonly chainId: number },
  address: string,
  amountBase: bigint,
): string => `ethereum:${token.contract}@${token.chainId}/transfer?address=${address}&uint256=${amountBase}`;
