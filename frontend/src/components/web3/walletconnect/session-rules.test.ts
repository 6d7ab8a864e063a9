/** @jest-environment node */
import type { PhoneSession } from './phone-client';
import { accountsOn, addressIn, allows, chainIn, covers, firstChain } from './session-rules';

const A = '0x5FbDB2315678afecb367f032d93F642f64180aa3';
const B = '0xb2aF74d033CcF2E7150aD81D42B41CC316dd5AB1';

const session = (accounts: readonly string[], key = 'eip155'): PhoneSession => ({
  topic: 't',
  expiry: 0,
  namespaces: { [key]: { accounts, methods: ['personal_sign'] } },
});

it('reads accounts by network, each once, in their written form', () => {
  const one = session([`eip155:1:${A.toLowerCase()}`, `eip155:137:${A}`, `eip155:1:${A}`, `eip155:1:${B}`]);
  expect(accountsOn(one, 1)).toEqual([A, B]);
  expect(accountsOn(one, 137)).toEqual([A]);
  expect(accountsOn(one, 10)).toEqual([]);
  expect(covers(one, 137)).toBe(true);
  expect(covers(one, 10)).toBe(false);
});

it('reads namespaces that are one network, and leaves out other kinds of chains', () => {
  expect(covers(session([`eip155:1:${A}`], 'eip155:1'), 1)).toBe(true);
  expect(firstChain(session([`solana:1:${A}`], 'solana'), [1])).toBeNull();
  expect(firstChain(session(['eip155:1:nobody']), [1])).toBeNull();
});

it('begins on the first of our networks that is covered, else where the wallet is', () => {
  const one = session([`eip155:10:${A}`, `eip155:137:${A}`]);
  expect(firstChain(one, [1, 137, 10])).toBe(137);
  expect(firstChain(one, [1])).toBe(10);
});

it('asks only for what was agreed to', () => {
  expect(allows(session([]), 'personal_sign')).toBe(true);
  expect(allows(session([]), 'eth_sign')).toBe(false);
});

it.each([
  [137, 137],
  ['137', 137],
  ['0x89', 137],
  ['eip155:137', 137],
  ['elsewhere', null],
  [null, null],
  [-1, null],
])('reads the network in %p as %p', (data, chainId) => {
  expect(chainIn(data)).toBe(chainId);
});

it('reads the account a wallet changed to', () => {
  expect(addressIn([`eip155:1:${A.toLowerCase()}`, B])).toBe(A);
  expect(addressIn([B])).toBe(B);
  expect(addressIn([])).toBeNull();
  expect(addressIn('nobody')).toBeNull();
});
