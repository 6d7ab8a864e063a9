import type { ReactNode } from 'react';
import type { Language } from '@/config/languages';
import { MessagesBoundary } from './i18n-provider';
import { loadMessages } from './load-messages';
import type { Namespace } from './namespaces';

interface PageMessagesProps {
  language: Language;
  namespaces: readonly Namespace[];
  children: ReactNode;
}

/** Wraps a page: ships the strings of these namespaces, in this language, with it. */
export async function PageMessages({ language, namespaces, children }: PageMessagesProps) {
  return <MessagesBoundary messages={await loadMessages(language, namespaces)}>{children}</MessagesBoundary>;
}
