import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { bech32, bech32m, createBase58check } from '@scure/base';
import { CHAIN_FAMILIES, familyOf, isNobodys, spellAddress, type ChainFamily } from './address-formats.ts';

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
    expect(isNobodys('tron', 'T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb')).toBe(true);
    for (const [zero, is] of [
      [`0x${'0'.repeat(40)}`, true],
      [`0X${'0'.repeat(40)}`, true],
      [`0x${'0'.repeat(39)}1`, false],
      [`0x${'0'.repeat(41)}`, false],
      [`1x${'0'.repeat(40)}`, false],
      [`00x${'0'.repeat(40)}`, false],
    ] as const) {
      expect([zero, isNobodys('evm', zero)]).toEqual([zero, is]);
    }
  });

  test('of a witness program may be as long as its version allows, and no longer', () => {
    // Version 1: 2 bytes are few and 40 are many, and both are allowed; version 0 has 20 or 32, nothing between.
    const program = (version: number, bytes: number): string => {
      const coder = version === 0 ? bech32 : bech32m;
      return coder.encode('bc', [version, ...coder.toWords(new Uint8Array(bytes).fill(7))], 90);
    };
    const taken = (version: number, bytes: number) =>
      spellAddress('bitcoin', program(version, bytes)) !== null;
    expect([1, 2, 40, 41].map((bytes) => taken(1, bytes))).toEqual([false, true, true, false]);
    expect([19, 20, 21, 31, 32, 33].map((bytes) => taken(0, bytes))).toEqual([
      false,
      true,
      false,
      false,
      true,
      false,
    ]);
    expect([1, 16, 17].map((version) => taken(version, 32))).toEqual([true, true, false]);
    // Litecoin has them too, under its own prefix; Tron has none.
    const lite = bech32.encode('ltc', [0, ...bech32.toWords(new Uint8Array(20).fill(7))], 90);
    expect([spellAddress('litecoin', lite), spellAddress('bitcoin', lite)]).toEqual([lite, null]);
    expect(spellAddress('tron', program(0, 20))).toBeNull();
  });

  test('in Base58 has 20 bytes behind its first one, and a first one of its chain', () => {
    const coder = createBase58check((bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()));
    const of = (version: number, bytes: number) =>
      coder.encode(new Uint8Array([version, ...new Uint8Array(bytes).fill(7)]));
    const takenBy = (address: string) =>
      CHAIN_FAMILIES.filter((family) => spellAddress(family, address) !== null);
    expect([0x41, 0x00, 0x05, 0x30, 0x32, 0x6f].map((version) => takenBy(of(version, 20)))).toEqual([
      ['tron'],
      ['bitcoin'],
      ['bitcoin'],
      ['litecoin'],
      ['litecoin'],
      [],
    ]);
    expect([19, 21].map((bytes) => takenBy(of(0x41, bytes)))).toEqual([[], []]);
    // Some bytes that are zero are chance: it is nobody's only when all of them are.
    const ending = (...bytes: number[]) =>
      coder.encode(new Uint8Array([0x41, ...new Uint8Array(20 - bytes.length), ...bytes]));
    expect([ending(1), ending(1, 0), ending()].map((address) => isNobodys('tron', address))).toEqual([
      false,
      false,
      true,
    ]);
  });

  test('is written the way of its token’s contract', () => {
    expect(familyOf({ contract: '0x5FbDB2315678afecb367f032d93F642f64180aa3' })).toBe('evm');
    expect(familyOf({ contract: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t' })).toBe('tron');
  });
});
