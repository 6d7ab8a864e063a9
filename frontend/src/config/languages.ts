/** The languages of Amn, as they stand in a path. `cn` is a path segment only; its language tag is zh-CN. */
export const LANGUAGES = ['en', 'fa', 'ar', 'fr', 'cn', 'vi'] as const;
export type Language = (typeof LANGUAGES)[number];
export const DEFAULT_LANGUAGE: Language = 'en';

/** Remembers the language a person chose; read by the proxy before Accept-Language. */
export const LANGUAGE_COOKIE = 'amn_language';

export type Direction = 'ltr' | 'rtl';
export type Script = 'latin' | 'arabic' | 'chinese';

export interface LanguageInfo {
  /** BCP 47 tag for `<html lang>`, i18next and plural rules. */
  readonly tag: string;
  /** Locale for Intl: the tag with the numerals and the calendar its readers expect. */
  readonly intl: string;
  readonly direction: Direction;
  readonly script: Script;
  /** The language's own name of itself. */
  readonly name: string;
}

export const languageInfo: Record<Language, LanguageInfo> = {
  en: { tag: 'en', intl: 'en-US-u-nu-latn', direction: 'ltr', script: 'latin', name: 'English' },
  fa: {
    tag: 'fa',
    intl: 'fa-IR-u-ca-persian-nu-arabext',
    direction: 'rtl',
    script: 'arabic',
    name: 'فارسی',
  },
  ar: { tag: 'ar', intl: 'ar-u-ca-gregory-nu-latn', direction: 'rtl', script: 'arabic', name: 'العربية' },
  fr: { tag: 'fr', intl: 'fr-FR-u-nu-latn', direction: 'ltr', script: 'latin', name: 'Français' },
  cn: { tag: 'zh-CN', intl: 'zh-CN-u-nu-latn', direction: 'ltr', script: 'chinese', name: '简体中文' },
  vi: { tag: 'vi', intl: 'vi-VN-u-nu-latn', direction: 'ltr', script: 'latin', name: 'Tiếng Việt' },
};

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && (LANGUAGES as readonly string[]).includes(value);
}

/**
 * The best language for an Accept-Language header: by descending weight, `zh-*` counts as `cn`.
 * Unknown languages are passed over; without any match the default is returned.
 */
export function negotiateLanguage(acceptLanguage: string | null): Language {
  const wishes = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const weight = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { base: tag.toLowerCase().split('-')[0], weight: weight ? Number(weight.trim().slice(2)) : 1 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { base } of wishes) {
    const language = base === 'zh' ? 'cn' : base;
    if (isLanguage(language)) return language;
  }
  return DEFAULT_LANGUAGE;
}
