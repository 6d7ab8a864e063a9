'use client';

import { useCallback } from 'react';
import type { Asset } from '@/actions/payment';
import { useFormat } from '@/locales/use-format';

/** Base units of a coin as words inside a sentence of either direction: "200.5 USDT". */
export function useAmount({ symbol, decimals }: Pick<Asset, 'symbol' | 'decimals'>) {
  const format = useFormat();
  return useCallback(
    (amountBase: string) => `\u2068${format.base(amountBase, decimals)} ${symbol}\u2069`,
    [format, decimals, symbol],
  );
}
