import { type Asset, type GatewayConfig } from './config.ts';
import { add, divide, multiply, parseDecimal, round, type Decimal } from './decimal.ts';
import type { Store } from './store.ts';

const HUNDRED = parseDecimal('100');
const FOLLOWS_THE_DOLLAR = /(^|-)(USDT|USDC|DAI|PYUSD)$/;

/** Prices of coins in fiat and the gateway's markup on them. */
export class Rates {
  readonly #config: GatewayConfig;
  readonly #store: Store;
  readonly feePercent: Decimal;

  constructor(config: GatewayConfig, store: Store) {
    this.#config = config;
    this.#store = store;
    this.feePercent = parseDecimal(config.feePercent);
  }

  /** @throws Error, worded as the gateway's, where nobody gives a price. */
  rate(fiat: string, code: string): Decimal {
    const known = fiat === 'USD' && this.#config.assets.some((asset) => asset.code === code);
    const text = this.#store.getMeta(`rate:${code}`) ?? this.#config.rates[code];
    if (known && text !== undefined) return parseDecimal(text);
    if (known && FOLLOWS_THE_DOLLAR.test(code)) return parseDecimal('1');
    throw new Error(`Exchange rate src config for ${fiat}-${code} is not found`);
  }

  setRate(code: string, rate: string): void {
    this.#store.setMeta(`rate:${code}`, rate);
  }

  /** A fiat amount in coins with the markup on top, rounded as the gateway rounds: eight places at most. */
  convert(fiat: string, asset: Asset, amountFiat: Decimal): { amountCrypto: Decimal; rate: Decimal } {
    const rate = this.rate(fiat, asset.code);
    const withFee = add(amountFiat, divide(multiply(amountFiat, this.feePercent), HUNDRED));
    return { amountCrypto: round(divide(withFee, rate), precisionOf(asset)), rate };
  }

  /** What is left of a fiat amount when the markup in it is taken out. */
  withoutFee(amountFiat: Decimal): Decimal {
    return divide(multiply(amountFiat, HUNDRED), add(HUNDRED, this.feePercent));
  }
}

export function precisionOf(asset: Asset): number {
  return Math.min(8, asset.decimals);
}
