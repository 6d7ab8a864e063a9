'use client';

import type { Notification } from '@/actions/notifications';
import { parseDecimal } from '@/locales/format';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';

/** A name or an amount in a sentence of the other direction keeps its own order. */
const apart = (text: string): string => `\u2068${text}\u2069`;

/** The key of a kind's sentence; some differ for the buyer and the seller. */
export function textKeyOf(
  { kind, params }: Pick<Notification, 'kind' | 'params'>,
  exists: (key: string) => boolean,
): string | null {
  const key = `text.${kind.replace(':', '.')}`;
  return [key, `${key}.${params.role ?? 'buyer'}`].find(exists) ?? null;
}

/** What a notification says in the reader's language. */
export function useNotificationWords() {
  const { t, exists } = useTranslation('notifications');
  const format = useFormat();
  return {
    /** Null for a kind that this page does not know yet. */
    sentence: (notification: Notification): string | null => {
      const key = textKeyOf(notification, (candidate) => exists(candidate, 'notifications'));
      if (key === null) return null;
      const { counterparty, until } = notification.params;
      // The kinds are the API's; a test holds the texts of all languages to them.
      const other = counterparty === undefined ? t('otherParty') : apart(counterparty);
      return t(key as 'text.request.inspection-ending', {
        other,
        until: until === undefined ? '' : apart(format.dateTime(until)),
      });
    },
    /** The sum it is about, or null. */
    amount: ({ kind, params }: Notification): string | null => {
      const { amount, asset } = params;
      if (amount === undefined || asset === undefined) return null;
      const cents = asset === 'USD' ? parseDecimal(amount, 2) : null;
      const text =
        cents !== null
          ? format.price({ amount: cents, currency: 'USD' })
          : // ETH-USDT is a token on a chain; people know it by the token.
            `${format.number(amount, { maximumFractionDigits: 20 })} ${asset.split('-').at(-1) ?? asset}`;
      return kind === 'payment:underpaid' ? t('missing', { amount: apart(text) }) : apart(text);
    },
  };
}
