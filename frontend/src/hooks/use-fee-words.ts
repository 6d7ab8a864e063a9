'use client';

import type { FeeTerms } from '@/lib/api/types.gen';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';

const ALL_BPS = 10_000;

/** Isolated, so that an amount keeps its direction inside a sentence. */
const apart = (text: string) => `\u2068${text}\u2069`;

/** How a fee is reckoned and who bears it, in words. */
export function useFeeWords() {
  const { t } = useTranslation('fees');
  const format = useFormat();
  const percent = (bps: number) => apart(format.percent(bps / ALL_BPS, 2));
  const price = (value: FeeTerms['fixed']) => apart(format.price(value));
  return {
    percent,
    price,
    bearer: ({ bearer, buyerShareBps }: FeeTerms): string =>
      t(`bearer.${bearer}`, { buyer: percent(buyerShareBps), seller: percent(ALL_BPS - buyerShareBps) }),
    /** The part of the price that the n-th percentage is of. */
    part: ({ tiers }: FeeTerms, index: number): string => {
      const from = tiers[index]?.from;
      const next = tiers[index + 1]?.from;
      if (from === undefined || (index === 0 && next === undefined)) return t('part.whole');
      if (index === 0 && next) return t('part.first', { to: price(next) });
      return next
        ? t('part.between', { from: price(from), to: price(next) })
        : t('part.above', { from: price(from) });
    },
    /** Everything in one line, e.g. "2.5%, then 2% from $5,000, plus $0.50". */
    rate: ({ tiers, fixed }: FeeTerms): string => {
      const rates = tiers.map(({ from, percentBps }, index) =>
        index === 0
          ? percent(percentBps)
          : t('rate.from', { percent: percent(percentBps), from: price(from) }),
      );
      return (fixed.amount === '0' ? rates : [...rates, t('rate.fixed', { amount: price(fixed) })]).join(
        t('rate.join'),
      );
    },
  };
}
