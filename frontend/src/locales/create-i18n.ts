import i18next, { type i18n } from 'i18next';
import { languageInfo, type Language } from '@/config/languages';
import { formatNumber } from './format';
import type { Messages } from './translator';

/**
 * An i18next of its own for one request: nothing is shared between requests, and it holds no other language than
 * its own. Server side only; the browser has `Translator`.
 */
export function createI18n(language: Language, messages: Messages): i18n {
  const { tag } = languageInfo[language];
  const instance = i18next.createInstance();
  void instance.init({
    lng: tag,
    fallbackLng: false,
    supportedLngs: [tag],
    load: 'currentOnly',
    defaultNS: 'common',
    ns: Object.keys(messages),
    resources: { [tag]: messages },
    // Everything is inline, so the instance is ready when it is returned.
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  // `{{count, number}}` in the numerals that the rest of the page uses.
  instance.services.formatter?.add('number', (value: number | string) => formatNumber(language, value));
  return instance;
}
