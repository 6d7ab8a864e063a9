import type { Address } from 'viem';
import type { HDAccount } from 'viem/accounts';
import { HdWallet } from '../chain/hd-wallet.ts';
import { testWallet } from '../chain/test-wallets.ts';
import { COIN_TRANSFER_COST, TOKEN_TRANSFER_COST, type Chain } from './chain.ts';
import type { Asset, GatewayConfig } from './config.ts';
import { AddressRow } from './records.ts';
import type { Store } from './store.ts';

/** Ether that the hot wallet starts with, for gas, and is filled up with. */
const GAS_FLOAT = 10n ** 18n * 20n;
const GAS_LOW = 10n ** 18n * 5n;

/**
 * The gateway's keys: one fresh address for each invoice (path …/0/index), and the hot wallet, its fee-deposit account
 * (path …/1/0): what came is swept there, and it pays out and pays for the gas of all of it.
 */
export class GatewayWallets {
  readonly hot: HDAccount;
  readonly #hd: HdWallet;
  readonly #store: Store;
  readonly #chain: Chain;
  readonly #coin: Asset;

  constructor(config: GatewayConfig, store: Store, chain: Chain) {
    this.#hd = new HdWallet(config.mnemonic);
    this.hot = this.#hd.account(0, 1);
    this.#store = store;
    this.#chain = chain;
    const coin = config.assets.find((asset) => !asset.contract);
    this.#coin = coin ?? { code: 'ETH', displayName: 'Ethereum', decimals: 18 };
  }

  /** The next address that no invoice has had; the number is used up even if the invoice is never made. */
  nextAddress(): { address: Address; hdIndex: number } {
    return this.#store.transaction(() => {
      const hdIndex = Number(this.#store.getMeta('nextHdIndex') ?? '0');
      this.#store.setMeta('nextHdIndex', String(hdIndex + 1));
      return { address: this.#hd.account(hdIndex).address, hdIndex };
    });
  }

  isOurs(address: Address): boolean {
    return address === this.hot.address;
  }

  /** Makes sure that gas can be paid; on a development chain the bank gives it. */
  async fillGas(): Promise<void> {
    if ((await this.#chain.balance(this.#coin, this.hot.address)) >= GAS_LOW) return;
    const bank = testWallet('bank').account;
    const purpose = 'gas for the gateway';
    const transfer = { from: bank, to: this.hot.address, asset: this.#coin, amountBase: GAS_FLOAT, purpose };
    await this.#chain.wait(await this.#chain.transfer(transfer));
  }

  /** What the gateway says it holds of an asset, in base units: what is in its hot wallet, swept already. */
  balance(asset: Asset): Promise<bigint> {
    return this.#chain.balance(asset, this.hot.address);
  }

  /** What it could pay out, in base units: the hot wallet and every invoice address. */
  async total(asset: Asset): Promise<bigint> {
    const addresses = this.#addresses().map((row) => row.address);
    const balances = await Promise.all(
      [this.hot.address, ...addresses].map((address) => this.#chain.balance(asset, address)),
    );
    return balances.reduce((sum, balance) => sum + balance, 0n);
  }

  /**
   * Brings money from invoice addresses to the hot wallet until it holds enough.
   *
   * @returns Whether it holds enough now.
   */
  async gather(asset: Asset, neededBase: bigint): Promise<boolean> {
    await this.fillGas();
    let held = await this.#chain.balance(asset, this.hot.address);
    const sources: { account: HDAccount; amountBase: bigint }[] = [];
    // A coin transfer pays its own gas from what is moved; a token transfer needs gas brought to it first.
    const kept = asset.contract ? 0n : COIN_TRANSFER_COST;
    for (const { address, hdIndex } of this.#addresses()) {
      if (held >= neededBase) break;
      const amountBase = (await this.#chain.balance(asset, address)) - kept;
      if (amountBase <= 0n) continue;
      sources.push({ account: this.#hd.account(hdIndex), amountBase });
      held += amountBase;
    }
    if (held < neededBase) return false;
    await Promise.all(sources.map(({ account, amountBase }) => this.#sweep(asset, account, amountBase)));
    return true;
  }

  async #sweep(asset: Asset, from: HDAccount, amountBase: bigint): Promise<void> {
    if (asset.contract) await this.#bringGas(from.address);
    const purpose = `sweep of ${from.address}`;
    const hash = await this.#chain.transfer({ from, to: this.hot.address, asset, amountBase, purpose });
    if (!(await this.#chain.wait(hash))) throw new Error(`The sweep ${hash} was reverted.`);
  }

  async #bringGas(to: Address): Promise<void> {
    if ((await this.#chain.balance(this.#coin, to)) >= TOKEN_TRANSFER_COST) return;
    const purpose = `gas for ${to}`;
    const amountBase = TOKEN_TRANSFER_COST * 2n;
    const hash = await this.#chain.transfer({ from: this.hot, to, asset: this.#coin, amountBase, purpose });
    await this.#chain.wait(hash);
  }

  #addresses() {
    return this.#store.all(AddressRow, 'SELECT * FROM addresses ORDER BY hdIndex');
  }
}
