import { isCovered, lookIn } from './liabilities';

const line = (total: string, unassigned: string, held: string) => {
  const money = (amount: string) => ({ amount, asset: 'ETH-USDT' });
  return { total: money(total), unassigned: money(unassigned), held: money(held) };
};

describe('whether what is held covers what is owed', () => {
  it('counts what is nobody’s yet as owed, to the last unit', () => {
    expect(isCovered(line('9007199254740992', '1', '9007199254740993'))).toBe(true);
    expect(isCovered(line('9007199254740992', '2', '9007199254740993'))).toBe(false);
    expect(isCovered(line('0', '0', '0'))).toBe(true);
  });
});

it('shows an asset that nobody knows any more by its code, in base units', () => {
  expect(lookIn([], 'ETH-OLD')).toEqual({ code: 'ETH-OLD', symbol: 'ETH-OLD', network: '', decimals: 0 });
});
