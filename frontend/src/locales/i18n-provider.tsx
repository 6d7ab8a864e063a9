'use client';

import type { TFunction } from 'i18next';
import { createContext, use, useMemo, useState, type ReactNode } from 'react';
import { languageInfo, type Direction, type Language } from '@/config/languages';
import type { Namespace } from './namespaces';
import { Translator, type Messages } from './translator';

const TranslatorContext = createContext<Translator | null>(null);

/** The translator of one page, with the shell's strings. */
export function I18nProvider(props: { language: Language; messages: Messages; children: ReactNode }) {
  const { language, messages, children } = props;
  const [translator] = useState(() => new Translator(language, messages));
  return <TranslatorContext value={translator}>{children}</TranslatorContext>;
}

/** Hands a page's own strings to the translator before the page's components render. */
export function MessagesBoundary({ messages, children }: { messages: Messages; children: ReactNode }) {
  // Adding is idempotent, and it has to have happened before the children ask for their strings.
  useTranslator().add(messages);
  return children;
}

function useTranslator(): Translator {
  const translator = use(TranslatorContext);
  if (!translator) throw new Error('This component needs I18nProvider above it');
  return translator;
}

interface Translation<N extends Namespace> {
  readonly t: TFunction<N>;
  readonly exists: (key: string, namespace?: Namespace) => boolean;
}

/**
 * The strings of a namespace in a client component.
 *
 *     const { t } = useTranslation('deal');
 *     t('title'); t('common:action.save'); t('offers', { count: 3 });
 */
export function useTranslation<const N extends Namespace = 'common'>(namespace?: N): Translation<N> {
  const translator = useTranslator();
  return useMemo(
    () => ({
      t: translator.fixed(namespace ?? ('common' as N)),
      exists: (key, other) => translator.exists(key, other),
    }),
    [translator, namespace],
  );
}

/** The language of the page. */
export function useLanguage(): Language {
  return useTranslator().language;
}

export function useDirection(): Direction {
  return languageInfo[useLanguage()].direction;
}
