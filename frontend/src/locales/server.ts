import type { TFunction } from 'i18next';
import type { Language } from '@/config/languages';
import { createI18n } from './create-i18n';
import { loadMessages } from './load-messages';
import type { Namespace } from './namespaces';

/**
 * The translator for a server component or for metadata.
 * @param namespaces the first one is the default; keys of others carry their name, e.g. `common:app.name`.
 */
export async function getTranslations<const N extends readonly [Namespace, ...Namespace[]]>(
  language: Language,
  namespaces: N,
): Promise<TFunction<N>> {
  const instance = createI18n(language, await loadMessages(language, namespaces));
  const t: unknown = instance.getFixedT(null, namespaces);
  return t as TFunction<N>;
}
