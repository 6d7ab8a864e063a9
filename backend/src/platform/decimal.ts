import { Types } from 'mongoose';

/** Base units as they are stored: Decimal128, 34 exact digits, where a Long ends at nine whole ETH in wei. */
export const toDecimal = (amountBase: bigint): Types.Decimal128 =>
  Types.Decimal128.fromString(amountBase.toString());

/**
 * A stored amount as bigint.
 * @throws SyntaxError when it is not a whole number
 */
export function fromDecimal(amount: Types.Decimal128): bigint {
  const [digits = '0', exponent] = amount.toString().split('E');
  // Sums may come in scientific form; a whole number then has a positive exponent.
  return exponent === undefined ? BigInt(digits) : BigInt(digits) * 10n ** BigInt(exponent);
}
