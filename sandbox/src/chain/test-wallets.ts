import type { HDAccount } from 'viem/accounts';
import { HdWallet } from './hd-wallet.ts';

/**
 * The phrase that every local Ethereum chain uses for the accounts it prints at its start. It is public
 * knowledge and holds nothing of value anywhere; the gateway's own phrase is a generated secret instead.
 */
export const TEST_MNEMONIC = 'test test test test test test test test test test test junk';

export interface TestWallet {
  name: string;
  role: 'bank' | 'buyer' | 'seller';
  account: HDAccount;
}

const NAMES: readonly Omit<TestWallet, 'account'>[] = [
  { name: 'bank', role: 'bank' },
  { name: 'buyer-1', role: 'buyer' },
  { name: 'buyer-2', role: 'buyer' },
  { name: 'buyer-3', role: 'buyer' },
  { name: 'seller-1', role: 'seller' },
  { name: 'seller-2', role: 'seller' },
  { name: 'seller-3', role: 'seller' },
];

let wallets: readonly TestWallet[] | undefined;

/** The test wallets, in the order of their account index; the first deploys the tokens and hands them out. */
export function testWallets(): readonly TestWallet[] {
  if (!wallets) {
    const hd = new HdWallet(TEST_MNEMONIC);
    wallets = NAMES.map((wallet, index) => ({ ...wallet, account: hd.account(index) }));
  }
  return wallets;
}

/** @throws Error where no test wallet has this name. */
export function testWallet(name: string): TestWallet {
  const wallet = testWallets().find((candidate) => candidate.name === name);
  if (!wallet) throw new Error(`There is no test wallet called ${name}.`);
  return wallet;
}
