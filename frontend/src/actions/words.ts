'use client';

import { useQuery } from '@tanstack/react-query';
import { useDirection } from '@/locales/i18n-provider';
import type { PriceLike } from '@/locales/format';
import { useFormat } from '@/locales/use-format';
import { assetLooksQuery, type ShownAsset } from './asset-looks';

interface MoneyLike {
  readonly amount: string;
  readonly asset: string;
}
interface Named {
  readonly name: string;
}

const RTL_LETTER = /[\u0590-\u08FF]/;

/** What stands inside sentences: names, amounts, dates; kept apart where two directions meet. */
export function useWords() {
  const format = useFormat();
  const rtl = useDirection() === 'rtl';
  const { data: assets, error, refetch } = useQuery(assetLooksQuery());
  const apart = (text: string) => (rtl || RTL_LETTER.test(text) ? `\u2068${text}\u2069` : text);
  /** An asset that was taken out of the registry is shown by its code, in base units. */
  const assetOf = (code: string): ShownAsset =>
    assets?.find((asset) => asset.code === code) ?? { code, symbol: code, network: '', decimals: 0 };
  return {
    /** Until the coins are known no amount can be said. */
    ready: assets !== undefined,
    error,
    readAgain: refetch,
    assets: assets ?? [],
    assetOf,
    name: apart,
    names: ({ buyer, seller }: { readonly buyer: Named; readonly seller: Named }) => ({
      buyer: apart(buyer.name),
      seller: apart(seller.name),
    }),
    money: ({ amount, asset }: MoneyLike) => {
      const { symbol, decimals } = assetOf(asset);
      return apart(`${format.base(amount, decimals)} ${symbol}`);
    },
    price: (price: PriceLike) => apart(format.price(price)),
    count: (count: number) => format.number(count),
    days: (count: number) => format.number(count, { style: 'unit', unit: 'day', unitDisplay: 'long' }),
    date: (at: string | null | undefined) => (at ? format.date(at) : '–'),
    dateTime: (at: string) => format.dateTime(at),
  };
}

export type Words = ReturnType<typeof useWords>;
