'use client';

import Box from '@mui/material/Box';
import dynamic from 'next/dynamic';
import type { ComponentType } from 'react';
import { Skeleton } from '@/components/skeleton';
import type { Language } from '@/config/languages';
import { patiently } from '@/lib/patiently';
import { useLanguage } from '@/locales/i18n-provider';
import type { Calendar } from './calendar';
import type { DateFieldProps } from './picker';

/** The picker weighs as much as a third of a page: it comes after the page, with the one calendar that is read here. */
const withCalendar = (calendar: () => Promise<Calendar>) =>
  dynamic(
    patiently(async () => {
      const [{ pickerWith }, made] = await Promise.all([import('./picker'), calendar()]);
      return pickerWith(made);
    }),
    { ssr: false, loading: () => <Skeleton height="100%" /> },
  );

const pickers: Readonly<Record<Language, ComponentType<DateFieldProps>>> = {
  en: withCalendar(async () => (await import('./calendars/en')).default),
  fa: withCalendar(async () => (await import('./calendars/fa')).default),
  ar: withCalendar(async () => (await import('./calendars/ar')).default),
  fr: withCalendar(async () => (await import('./calendars/fr')).default),
  cn: withCalendar(async () => (await import('./calendars/cn')).default),
  vi: withCalendar(async () => (await import('./calendars/vi')).default),
};

/** Label and box, as high as they come to be. */
const HEIGHT = { small: 62, medium: 72 } as const;

/**
 * A day, or a minute of one, in the calendar and the order of the page's language: typed part by part, or chosen from
 * a month. Its value is the same in every language, in the reader's own time: `2026-03-01`, `2026-03-01T09:30`. The
 * page has to bring the namespace `dateField`.
 */
export function DateField(props: DateFieldProps) {
  const Picker = pickers[useLanguage()];
  return (
    <Box
      sx={{
        minHeight: HEIGHT[props.size ?? 'medium'],
        minWidth: 0,
        '& > span': { height: HEIGHT[props.size ?? 'medium'] },
      }}
    >
      <Picker {...props} />
    </Box>
  );
}
