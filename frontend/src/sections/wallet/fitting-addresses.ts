import type { PayoutAddress } from '@/actions/wallet';
import type { SignedPayoutAddress } from '@/actions/wallets';

type Signed = Pick<SignedPayoutAddress, 'chainId' | 'address'>;

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The address that money of a chain goes to by its owner's signature; null where they are free to choose. */
export const signedFor = <T extends Signed>(signed: readonly T[], chainId: number | undefined): T | null =>
  signed.find((one) => one.chainId === chainId) ?? null;

/** Whether a signature says that money goes elsewhere: the API would refuse to send it there. */
export function isRuledOut(address: Pick<PayoutAddress, 'chainId' | 'address'>, signed: readonly Signed[]) {
  const only = signedFor(signed, address.chainId);
  return only !== null && !isSame(only.address, address.address);
}

/** The addresses that money of a chain can be sent to, the one to offer first in front. */
export function fittingAddresses(
  addresses: readonly PayoutAddress[],
  signed: readonly Signed[],
  chainId: number | undefined,
): PayoutAddress[] {
  return addresses
    .filter((address) => address.chainId === chainId && !isRuledOut(address, signed))
    .sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
}
