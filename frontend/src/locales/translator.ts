import type { TFunction } from 'i18next';
import { languageInfo, type Language } from '@/config/languages';
import { formatNumber } from './format';
import type { Namespace } from './namespaces';

/** Strings of one language, by namespace. */
export type Messages = Partial<Record<Namespace, Record<string, unknown>>>;

type Values = Readonly<Record<string, unknown>>;

/**
 * Reads i18next's own format in the browser: nested keys, `{{value}}`, `{{value, number}}` and plural suffixes. That
 * is all our strings use, and it spares every page the 17 kB of the whole library, which translates on the server
 * (docs/adr/0004). A test holds the two together over every string of every language.
 */
export class Translator {
  readonly language: Language;
  readonly #messages: Messages;
  readonly #plurals: Intl.PluralRules;

  constructor(language: Language, messages: Messages) {
    this.language = language;
    this.#messages = { ...messages };
    this.#plurals = new Intl.PluralRules(languageInfo[language].tag);
  }

  /** Adds a page's namespaces; what is there already stays. */
  add(messages: Messages): void {
    for (const [namespace, bundle] of Object.entries(messages)) {
      this.#messages[namespace as Namespace] ??= bundle;
    }
  }

  exists(key: string, namespace: Namespace = 'common'): boolean {
    return (
      this.#find(key, namespace, {}) !== undefined || this.#find(key, namespace, { count: 1 }) !== undefined
    );
  }

  /** @returns the sentence, or the key where there is none (the check of the locales keeps that from shipping). */
  translate(key: string, namespace: Namespace, values: Values = {}): string {
    const text = this.#find(key, namespace, values);
    return text === undefined ? key : this.#fill(text, values);
  }

  /** A `t` whose keys are looked for in the given namespace unless they name their own. */
  fixed<N extends Namespace>(namespace: N): TFunction<N> {
    const t = (key: string, values?: Values) => this.translate(key, namespace, values);
    return t as unknown as TFunction<N>;
  }

  #find(key: string, namespace: Namespace, values: Values): string | undefined {
    const colon = key.indexOf(':');
    const bundle = this.#messages[colon < 0 ? namespace : (key.slice(0, colon) as Namespace)];
    const path = colon < 0 ? key : key.slice(colon + 1);
    if (typeof values['count'] === 'number') {
      const plural = at(bundle, `${path}_${this.#plurals.select(values['count'])}`);
      if (plural !== undefined) return plural;
    }
    return at(bundle, path);
  }

  #fill(text: string, values: Values): string {
    return text.replace(/\{\{\s*(\w+)\s*(?:,\s*(\w+)\s*)?\}\}/g, (_whole, name: string, format?: string) => {
      const value = values[name];
      if (value === undefined || value === null) return '';
      if (format === 'number' && (typeof value === 'number' || typeof value === 'string')) {
        return formatNumber(this.language, value);
      }
      return typeof value === 'string' ? value : JSON.stringify(value);
    });
  }
}

function at(bundle: unknown, path: string): string | undefined {
  let here = bundle;
  for (const step of path.split('.')) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Record<string, unknown>)[step];
  }
  return typeof here === 'string' ? here : undefined;
}
