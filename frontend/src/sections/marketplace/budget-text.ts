import type { Budget } from '@/actions/marketplace';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';

/** A budget in words: a range, one end of it, or that none was named. */
export function useBudgetText(): (budget: Budget) => string {
  const { t } = useTranslation('marketplace');
  const format = useFormat();
  return ({ min, max }) => {
    if (min && max) {
      return min.amount === max.amount
        ? isolated(format.price(min))
        : t('budget.range', { min: isolated(format.price(min)), max: isolated(format.price(max)) });
    }
    if (min) return t('budget.from', { min: isolated(format.price(min)) });
    if (max) return t('budget.upTo', { max: isolated(format.price(max)) });
    return t('budget.none');
  };
}

/** A price stays left to right inside a sentence of either direction. */
export const isolated = (price: string): string => `\u2066${price}\u2069`;
