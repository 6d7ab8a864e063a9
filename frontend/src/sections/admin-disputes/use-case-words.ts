'use client';

import { useQuery } from '@tanstack/react-query';
import { assetLooksQuery } from '@/actions/asset-looks';
import type { AssetLook } from '@/components/money';
import { useDirection } from '@/locales/i18n-provider';
import type { PriceLike } from '@/locales/format';
import { useFormat } from '@/locales/use-format';

const RTL_LETTER = /[\u0590-\u08FF]/;

/** What stands inside sentences at the desk; names and amounts are kept apart where two directions meet. */
export function useCaseWords() {
  const format = useFormat();
  const rtl = useDirection() === 'rtl';
  const { data: assets, error, refetch } = useQuery(assetLooksQuery());
  const apart = (text: string) => (rtl || RTL_LETTER.test(text) ? `\u2068${text}\u2069` : text);
  const assetOf = (code: string): AssetLook =>
    assets?.find((asset) => asset.code === code) ?? { code, symbol: code, network: '', decimals: 0 };
  return {
    ready: assets !== undefined,
    error,
    readAgain: refetch,
    assetOf,
    name: apart,
    money: ({ amount, asset }: { amount: string; asset: string }) => {
      const { symbol, decimals } = assetOf(asset);
      return apart(`${format.base(amount, decimals)} ${symbol}`);
    },
    price: (price: PriceLike) => apart(format.price(price)),
    count: (count: number) => format.number(count),
    days: (count: number) => format.number(count, { style: 'unit', unit: 'day', unitDisplay: 'long' }),
    dateTime: (at: string) => format.dateTime(at),
  };
}

export type CaseWords = ReturnType<typeof useCaseWords>;
