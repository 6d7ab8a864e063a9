import { getAddress, isAddress, type Address } from 'viem';
import type { PhoneSession } from './phone-client';

interface Account {
  readonly chainId: number;
  readonly address: Address;
}

/** `eip155:1:0x…`, for each network and account that the wallet lets this site see. */
function accountsIn({ namespaces }: PhoneSession): readonly Account[] {
  return Object.entries(namespaces)
    .filter(([key]) => key.split(':')[0] === 'eip155')
    .flatMap(([, { accounts }]) => accounts)
    .flatMap((account) => {
      const [, chain = '', address = ''] = account.split(':');
      return isAddress(address, { strict: false })
        ? [{ chainId: Number(chain), address: getAddress(address) }]
        : [];
    });
}

export function accountsOn(session: PhoneSession, chainId: number): readonly Address[] {
  const found = accountsIn(session)
    .filter((account) => account.chainId === chainId)
    .map(({ address }) => address);
  return [...new Set(found)];
}

export const covers = (session: PhoneSession, chainId: number): boolean =>
  accountsOn(session, chainId).length > 0;

/** Whether the wallet has agreed to be asked for this. */
export function allows({ namespaces }: PhoneSession, method: string): boolean {
  return Object.values(namespaces).some(({ methods }) => methods.includes(method));
}

/** Where a session begins: on the first of our networks that it covers, else wherever the wallet is. */
export function firstChain(session: PhoneSession, ours: readonly number[]): number | null {
  return ours.find((chainId) => covers(session, chainId)) ?? accountsIn(session)[0]?.chainId ?? null;
}

/** The network a wallet says it went to: a number, digits, hexadecimal digits or `eip155:1`. */
export function chainIn(data: unknown): number | null {
  const text = typeof data === 'string' ? data.replace(/^eip155:/, '') : data;
  const chainId = typeof text === 'string' || typeof text === 'number' ? Number(text) : Number.NaN;
  return Number.isSafeInteger(chainId) && chainId > 0 ? chainId : null;
}

/** The account a wallet says it changed to: the first of a list, with or without its network in front. */
export function addressIn(data: unknown): Address | null {
  const first: unknown = Array.isArray(data) ? data[0] : undefined;
  const address = typeof first === 'string' ? (first.split(':').at(-1) ?? '') : '';
  return isAddress(address, { strict: false }) ? getAddress(address) : null;
}
