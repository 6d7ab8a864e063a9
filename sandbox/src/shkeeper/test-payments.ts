import { getAddress, isAddress, type Address, type Hash } from 'viem';
import { z } from 'zod';
import { testWallets } from '../chain/test-wallets.ts';
import type { Chain } from './chain.ts';
import type { Asset, GatewayConfig } from './config.ts';
import {
  divide,
  formatAmount,
  fromBase,
  multiply,
  parseDecimal,
  roundUp,
  subtract,
  toBase,
  type Decimal,
} from './decimal.ts';
import type { FaultSwitches } from './faults.ts';
import type { Invoices } from './invoices.ts';
import { precisionOf, type Rates } from './rates.ts';
import type { Invoice } from './records.ts';

/** What is sent, as a part of the price, when a payment goes out in the wrong coin. */
const WRONG_COIN_PART = parseDecimal('1.1');

export const PaySchema = z
  .strictObject({
    externalId: z.string().optional(),
    address: z.string().refine(isAddress, 'an Ethereum address').optional(),
    asset: z.string().optional(),
    /** Base units of the asset. */
    amountBase: z
      .string()
      .regex(/^[1-9]\d{0,77}$/, 'base units, a whole number above zero')
      .optional(),
    /** The same in whole coins, as people write it. */
    amount: z
      .string()
      .regex(/^\d{1,30}(\.\d{1,18})?$/, 'a decimal number')
      .optional(),
    wallet: z.string().optional(),
  })
  .refine((input) => (input.externalId === undefined) !== (input.address === undefined), {
    message: 'either externalId or address',
  });

export interface SentPayment {
  txid: Hash;
  from: Address;
  to: Address;
  asset: string;
  amountBase: string;
}

/** The request makes no sense as things are; the message is for the person who made it. */
export class CannotPay extends Error {}

/** Payments by the test wallets: real transfers, signed with real keys. */
export class TestPayments {
  readonly #config: GatewayConfig;
  readonly #chain: Chain;
  readonly #invoices: Invoices;
  readonly #rates: Rates;
  readonly #faults: FaultSwitches;

  constructor(config: GatewayConfig, chain: Chain, invoices: Invoices, rates: Rates, faults: FaultSwitches) {
    this.#config = config;
    this.#chain = chain;
    this.#invoices = invoices;
    this.#rates = rates;
    this.#faults = faults;
  }

  /**
   * Sends a transfer to an invoice or to any address. Without an amount it sends what the invoice still asks,
   * without the gateway's markup.
   *
   * @throws CannotPay where the invoice, the wallet or the money for it does not exist.
   */
  async pay(input: z.output<typeof PaySchema>): Promise<SentPayment> {
    const invoice = this.#find(input);
    const to = getAddress(input.address ?? invoice?.address ?? '');
    let asset = this.#asset(input.asset ?? invoice?.crypto);
    let amountBase = amountSaid(input, asset) ?? this.#due(invoice, asset);
    const coin = this.#config.assets.find((candidate) => !candidate.contract);
    if (invoice && coin && asset.contract && this.#faults.take('wrongCoin')) {
      asset = coin;
      amountBase = toBase(multiply(this.#price(invoice, coin), WRONG_COIN_PART), coin.decimals, 'up');
    }
    const wallet = testWallets().find((candidate) => candidate.name === (input.wallet ?? 'buyer-1'));
    if (!wallet) throw new CannotPay(`There is no test wallet called ${input.wallet ?? ''}.`);
    const held = await this.#chain.balance(asset, wallet.account.address);
    if (held < amountBase) {
      const has = formatAmount(fromBase(held, asset.decimals));
      throw new CannotPay(`${wallet.name} holds ${has} ${asset.code}, which is not enough.`);
    }
    const purpose = `test payment to ${to}`;
    const txid = await this.#chain.transfer({ from: wallet.account, to, asset, amountBase, purpose });
    return { txid, from: wallet.account.address, to, asset: asset.code, amountBase: amountBase.toString() };
  }

  /** What an invoice still asks for in its own coin, without the markup; base units, zero if it is paid. */
  due(invoice: Invoice): bigint {
    const asset = this.#asset(invoice.crypto);
    const missing = subtract(this.#price(invoice, asset), parseDecimal(invoice.balanceCrypto));
    return missing > 0n ? toBase(missing, asset.decimals, 'up') : 0n;
  }

  /** Names, addresses and balances of the wallets that can pay. */
  async wallets(): Promise<
    { name: string; role: string; address: Address; balances: Record<string, string> }[]
  > {
    return Promise.all(
      testWallets().map(async ({ name, role, account }) => ({
        name,
        role,
        address: account.address,
        balances: await this.balances(account.address),
      })),
    );
  }

  /** Base units by asset code. */
  async balances(holder: Address): Promise<Record<string, string>> {
    const entries = this.#config.assets.map(
      async (asset) => [asset.code, (await this.#chain.balance(asset, holder)).toString()] as const,
    );
    return Object.fromEntries(await Promise.all(entries));
  }

  #find(input: z.output<typeof PaySchema>): Invoice | undefined {
    if (input.address !== undefined) return this.#invoices.byAddress(input.address);
    const invoice = this.#invoices.byExternalId(input.externalId ?? '').at(0);
    if (!invoice) throw new CannotPay(`There is no invoice with the external id ${input.externalId ?? ''}.`);
    return invoice;
  }

  #asset(code: string | undefined): Asset {
    const asset = this.#config.assets.find((candidate) => candidate.code === code);
    if (!asset)
      throw new CannotPay(code ? `${code} is not an asset of this gateway.` : 'Which asset to send?');
    return asset;
  }

  #due(invoice: Invoice | undefined, asset: Asset): bigint {
    if (!invoice) throw new CannotPay('This address is no invoice, so the amount has to be said.');
    if (asset.code !== invoice.crypto) return toBase(this.#price(invoice, asset), asset.decimals, 'up');
    const due = this.due(invoice);
    if (due === 0n) throw new CannotPay('This invoice is paid; to pay more, say the amount.');
    return due;
  }

  /** Rounded up to what the gateway can express: who pays this has paid all of it. */
  #price(invoice: Invoice, asset: Asset): Decimal {
    const sameCoin = asset.code === invoice.crypto;
    const rate = sameCoin ? parseDecimal(invoice.exchangeRate) : this.#rates.rate(invoice.fiat, asset.code);
    return roundUp(divide(parseDecimal(invoice.amountFiat), rate), precisionOf(asset));
  }
}

function amountSaid(input: z.output<typeof PaySchema>, asset: Asset): bigint | undefined {
  if (input.amountBase !== undefined) return BigInt(input.amountBase);
  if (input.amount === undefined) return undefined;
  const amountBase = toBase(parseDecimal(input.amount), asset.decimals);
  if (amountBase === 0n) throw new CannotPay(`${input.amount} ${asset.code} is too little to be sent.`);
  return amountBase;
}
