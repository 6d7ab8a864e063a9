import { languageInfo, type Language } from '@/config/languages';

const TOKENS: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {
  year: 'yyyy',
  month: 'MM',
  day: 'dd',
};

/** The order in which a language writes a day in numbers, as Intl has it: `MM/dd/yyyy` in English. */
export const dayPattern = (language: Language): string =>
  new Intl.DateTimeFormat(languageInfo[language].intl, { year: 'numeric', month: '2-digit', day: '2-digit' })
    .formatToParts(new Date(0))
    // A literal may hold marks of direction; the field has a direction of its own.
    .map(({ type, value }) => TOKENS[type] ?? value.replace(/[\u200E\u200F]/g, ''))
    .join('');

/** Whether a language counts twelve hours twice. */
export const hasHalfDays = (language: Language): boolean =>
  new Intl.DateTimeFormat(languageInfo[language].intl, { hour: 'numeric' }).resolvedOptions().hour12 === true;

/** The shortest name of a day of the week: the library would write numbers in Persian. */
export const weekdayInitial = (language: Language, day: Date): string =>
  new Intl.DateTimeFormat(languageInfo[language].intl, { weekday: 'narrow' }).format(day);
