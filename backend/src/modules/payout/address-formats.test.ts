import { describe, expect, test } from '@jest/globals';
import { isNobodys, spellAddress, type ChainFamily } from './address-formats.ts';

/** Vectors of the standards (BIP 173, BIP 350), and addresses that stand on the chains. */
const GOOD: readonly (readonly [ChainFamily, string])[] = [
  ['tron', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'],
  ['tron', 'TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL'],
  ['bitcoin', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'],
  ['bitcoin', '3P14159f73E4gFr7JterCCQh9QjiTjiZrG'],
  ['bitcoin', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'],
  ['bitcoin', 'bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3'],
  ['bitcoin', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0'],
  ['litecoin', 'LVg2kJoFNg45Nbpy53h7Fe1wKyeXVRhMH9'],
  ['evm', '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'],
];

describe('an address', () => {
  test.each(GOOD)('of %s is taken: %s', (family, address) => {
    expect(spellAddress(family, ` ${address} `)).toBe(address);
  });

  test.each(GOOD)('of %s with one character changed is refused: %s', (family, address) => {
    const at = address.length - 4;
    const other = address[at] === 'q' ? 'p' : 'q';
    expect(spellAddress(family, address.slice(0, at) + other + address.slice(at + 1))).toBeNull();
    expect(spellAddress(family, address.slice(0, -1))).toBeNull();
  });

  test('of one chain is none of another', () => {
    for (const [family, address] of GOOD) {
      for (const other of ['evm', 'tron', 'bitcoin', 'litecoin'] as const) {
        if (other !== family) expect([other, spellAddress(other, address)]).toEqual([other, null]);
      }
    }
  });

  test('in capitals, as QR codes have it, has its one spelling in small letters', () => {
    expect(spellAddress('bitcoin', 'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4')).toBe(
      'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
    );
  });

  test.each([
    // Of the test network, mixed case, the checksum of the other standard, version 17, too short a program.
    'tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx',
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kV8F3T4',
    'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd',
    'BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL',
    'bc1pw5dgrnzv',
    'bc1gmk9yu',
    '',
  ])('that no standard allows is refused: %s', (address) => {
    expect(spellAddress('bitcoin', address)).toBeNull();
  });

  test('whose bytes are all zero is nobody’s', () => {
    expect(isNobodys('bitcoin', '1111111111111111111114oLvT2')).toBe(true);
    expect(isNobodys('tron', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t')).toBe(false);
    expect(isNobodys('bitcoin', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4')).toBe(false);
  });
});
