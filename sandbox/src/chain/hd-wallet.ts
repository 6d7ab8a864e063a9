import { pbkdf2Sync } from 'node:crypto';
import { HDKey, hdKeyToAccount, type HDAccount } from 'viem/accounts';

/**
 * Accounts of one BIP-39 phrase on Ethereum's path m/44'/60'/0'/{change}/{index}.
 *
 * The seed is stretched once here, because viem would do it again for every account.
 */
export class HdWallet {
  readonly #root: HDKey;

  constructor(mnemonic: string) {
    const seed = pbkdf2Sync(mnemonic.normalize('NFKD'), 'mnemonic', 2048, 64, 'sha512');
    this.#root = HDKey.fromMasterSeed(seed);
  }

  account(index: number, change = 0): HDAccount {
    return hdKeyToAccount(this.#root, { addressIndex: index, changeIndex: change });
  }
}
