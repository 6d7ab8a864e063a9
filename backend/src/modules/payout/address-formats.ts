import { createHash } from 'node:crypto';
import { base58, bech32, bech32m, createBase58check } from '@scure/base';
import { checksummed } from './payout.policy.ts';

/** Kinds of chains that differ in how an address is written and how a wrong character in it is told. */
export const CHAIN_FAMILIES = ['evm', 'tron', 'bitcoin', 'litecoin'] as const;
export type ChainFamily = (typeof CHAIN_FAMILIES)[number];

const base58check = createBase58check((bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()));

interface Spelling {
  /** First byte of an address in Base58 with a checksum. */
  readonly versions: readonly number[];
  /** What an address of a witness program begins with; none where the chain has no such. */
  readonly prefix: string | null;
}

const SPELLINGS: Readonly<Record<Exclude<ChainFamily, 'evm'>, Spelling>> = {
  tron: { versions: [0x41], prefix: null },
  // To a public key's hash, and to a script's.
  bitcoin: { versions: [0x00, 0x05], prefix: 'bc' },
  litecoin: { versions: [0x30, 0x32], prefix: 'ltc' },
};

const HASH_BYTES = 20;

function isBase58Check(text: string, versions: readonly number[]): boolean {
  try {
    const bytes = base58check.decode(text);
    return bytes.length === HASH_BYTES + 1 && versions.includes(bytes[0] ?? -1);
  } catch {
    return false;
  }
}

/** Version 0 takes Bech32 and 20 or 32 bytes, later ones Bech32m and 2 to 40 (BIP 173, BIP 350, BIP 141). */
function isWitnessProgram(text: string, prefix: string): boolean {
  for (const [coder, isVersion] of [
    [bech32, (version: number) => version === 0],
    [bech32m, (version: number) => version >= 1 && version <= 16],
  ] as const) {
    const decoded = coder.decodeUnsafe(text, 90);
    if (decoded?.prefix !== prefix) continue;
    const [version = -1, ...words] = decoded.words;
    const program = coder.fromWordsUnsafe(words);
    if (!isVersion(version) || !program) return false;
    return version === 0
      ? program.length === HASH_BYTES || program.length === 32
      : program.length >= 2 && program.length <= 40;
  }
  return false;
}

/**
 * An address in its one spelling, or null when it is none of that kind of chain. A checksum that does not fit
 * is a wrong character, and money sent there would be lost.
 */
export function spellAddress(family: ChainFamily, given: string): string | null {
  if (family === 'evm') return checksummed(given);
  const text = given.trim();
  const { versions, prefix } = SPELLINGS[family];
  if (isBase58Check(text, versions)) return text;
  if (prefix === null || !isWitnessProgram(text, prefix)) return null;
  // Upper case is for QR codes; the two mean the same.
  return text.toLowerCase();
}

/** An address that nobody has the key of: all of its bytes are zero. */
export function isNobodys(family: ChainFamily, address: string): boolean {
  if (family === 'evm') return /^0x0{40}$/i.test(address);
  try {
    return base58
      .decode(address)
      .subarray(1, HASH_BYTES + 1)
      .every((byte) => byte === 0);
  } catch {
    return false;
  }
}

/** Every chain in the registry today is an EVM chain; its contracts are written the EVM way. */
export const familyOf = (asset: { readonly contract: string }): ChainFamily =>
  asset.contract.startsWith('0x') ? 'evm' : 'tron';
