'use client';

import { useMemo } from 'react';
import * as format from './format';
import { useLanguage } from './i18n-provider';

/** The helpers of `format.ts`, bound to the page's language. */
export function useFormat() {
  const language = useLanguage();
  return useMemo(
    () => ({
      number: (value: number | string, options?: Intl.NumberFormatOptions) =>
        format.formatNumber(language, value, options),
      percent: (share: number, maximumFractionDigits?: number) =>
        format.formatPercent(language, share, maximumFractionDigits),
      price: (price: format.PriceLike, options?: { cents?: boolean }) =>
        format.formatPrice(language, price, options),
      base: (amountBase: string, decimals: number, options?: { minimumFractionDigits?: number }) =>
        format.formatBase(language, amountBase, decimals, options),
      date: (at: string | number | Date) => format.formatDate(language, at),
      dateTime: (at: string | number | Date, timeZone?: string) =>
        format.formatDateTime(language, at, timeZone),
      duration: (durationMs: number, unitDisplay?: 'long' | 'short' | 'narrow') =>
        format.formatDuration(language, durationMs, unitDisplay),
      relative: (at: string | number | Date, now: number) => format.formatRelative(language, at, now),
    }),
    [language],
  );
}
