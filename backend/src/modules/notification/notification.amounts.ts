import type { Language } from '../../shared/refs.ts';

/** Base units as a decimal without needless zeros: 12500000 of 6 decimals → "12.5". */
export function toDecimalText(amountBase: bigint, decimals: number): string {
  const digits = amountBase.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** US cents as a decimal with two places: 50000 → "500.00". */
export const centsToText = (cents: number | bigint): string => {
  const digits = cents.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

const LOCALES: Readonly<Record<Language, string>> = {
  en: 'en-US',
  fa: 'fa-IR',
  ar: 'ar-EG',
  fr: 'fr-FR',
  cn: 'zh-CN',
  vi: 'vi-VN',
};

/** An amount as people of a language write it, all digits kept: "1,250.5 USDT". */
export function formatAmount(amount: string, asset: string, language: Language): string {
  const locale = LOCALES[language];
  if (asset === 'USD') {
    return new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' }).format(
      amount as `${number}`,
    );
  }
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }).format(amount as `${number}`);
  // ETH-USDT is a token on a chain; people know it by the token.
  return `${number} ${asset.split('-').at(-1) ?? asset}`;
}

/**
 * A time as people of a language write it. A mail does not know where it is read, so it names the zone.
 * @param at ISO 8601
 */
export const formatTime = (at: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: 'long',
    timeStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(at));
