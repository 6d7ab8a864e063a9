import { LANGUAGE_COOKIE, type Language } from '@/config/languages';

const YEAR_SECONDS = 60 * 60 * 24 * 365;

/** Remembers the choice for addresses without a language. */
export function rememberLanguage(language: Language): void {
  document.cookie = `${LANGUAGE_COOKIE}=${language}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`;
}
