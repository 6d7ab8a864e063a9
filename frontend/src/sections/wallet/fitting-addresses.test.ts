import type { PayoutAddress } from '@/actions/wallet';
import { fittingAddresses, isRuledOut } from './fitting-addresses';

const address = (id: string, chainId: number, isDefault = false): PayoutAddress => ({
  id,
  chainId,
  network: 'Testnet',
  address: `0xAb${id}`,
  label: id,
  isDefault,
  usableFromAt: '2026-01-01T00:00:00.000Z',
  createdAt: '2026-01-01T00:00:00.000Z',
});
const own = [address('1', 1), address('2', 1, true), address('3', 56)];
const idsFor = (signed: Parameters<typeof fittingAddresses>[1], chainId: number) =>
  fittingAddresses(own, signed, chainId).map(({ id }) => id);

it('offers the addresses of the chain, the default one first', () => {
  expect(idsFor([], 1)).toEqual(['2', '1']);
  expect(idsFor([], 56)).toEqual(['3']);
});

it('offers the signed address alone, however it is spelled', () => {
  expect(idsFor([{ chainId: 1, address: '0xaB1' }], 1)).toEqual(['1']);
  expect(isRuledOut(address('2', 1), [{ chainId: 1, address: '0xaB1' }])).toBe(true);
});

it('leaves another chain free, and offers nothing where the signed address is not among them', () => {
  expect(idsFor([{ chainId: 1, address: '0xother' }], 56)).toEqual(['3']);
  expect(idsFor([{ chainId: 1, address: '0xother' }], 1)).toEqual([]);
});
