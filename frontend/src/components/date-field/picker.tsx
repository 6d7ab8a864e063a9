'use client';

import { DatePicker } from '@mui/x-date-pickers/DatePicker';
import { DateTimePicker } from '@mui/x-date-pickers/DateTimePicker';
import { LocalizationProvider } from '@mui/x-date-pickers/LocalizationProvider';
import { CalendarDays } from 'lucide-react';
import { useMemo, useState, type SyntheticEvent, type Ref } from 'react';
import { useNow } from '@/hooks/use-now';
import { toLatinDigits } from '@/locales/format';
import { fromLocal, toLocalDay, toLocalMinute } from '@/lib/local-time';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import type { Calendar } from './calendar';
import { calendarPaperSx, fieldSx } from './looks';
import { dayPattern, hasHalfDays, weekdayInitial } from './pattern';
import { wordsOf } from './words';

export interface DateFieldProps {
  label: string;
  /** `2026-03-01`, or with the time `2026-03-01T09:30`; '' while there is none. */
  value: string;
  /** Called with '' as long as what is typed is not whole. */
  onChange: (value: string) => void;
  /** To the minute instead of to the day. */
  withTime?: boolean;
  size?: 'small' | 'medium';
  name?: string;
  /** Nothing before it can be chosen from the calendar. */
  min?: Date;
  /** What stands below: help, or what is wrong. */
  note?: string;
  invalid?: boolean;
  required?: boolean;
  inputRef?: Ref<HTMLInputElement>;
  onBlur?: () => void;
}

/** A year is typed digit by digit, and each of them is a year. */
const EARLIEST_YEAR = 1900;

const isWhole = (date: Date | null): date is Date =>
  date !== null && !Number.isNaN(date.getTime()) && date.getFullYear() >= EARLIEST_YEAR;

const icons = { openPickerIcon: () => <CalendarDays size={18} aria-hidden /> };

/**
 * What a person has in the field, which may be half a date, beside the value that the page has of it. A page that keeps
 * the value in its address hands it back only later: what was sent is not taken for a change from outside.
 */
function useDraft(value: string, write: (date: Date) => string, onChange: (value: string) => void) {
  const [{ seen, sent, date }, setState] = useState({
    seen: value,
    sent: [] as readonly string[],
    date: fromLocal(value),
  });
  if (seen !== value) {
    const echo = sent.indexOf(value);
    setState({
      seen: value,
      sent: sent.slice(echo + 1),
      // Another value from outside: a preset was pressed, or the form was filled.
      date: echo === -1 ? fromLocal(value) : date,
    });
  }
  return {
    date,
    change: (changed: Date | null) => {
      const next = isWhole(changed) ? write(changed) : '';
      const isNews = next !== (sent.at(-1) ?? value);
      setState({ seen: value, sent: isNews ? [...sent, next] : sent, date: changed });
      if (isNews) onChange(next);
    },
  };
}

/** The library reads digits of other scripts in no field, not even in one that is written in them. */
function readDigits({ target }: SyntheticEvent) {
  if (!(target instanceof HTMLElement) || target.getAttribute('contenteditable') !== 'true') return;
  const typed = target.textContent;
  const latin = toLatinDigits(typed);
  if (latin !== typed) target.textContent = latin;
}

/** The field for one calendar; by keyboard each part is typed or stepped through, by pointer a day is pressed. */
export function pickerWith({ adapter, locale }: Calendar) {
  return function Picker(props: DateFieldProps) {
    const { label, value, onChange, withTime, size, name, min, note, invalid, required, inputRef, onBlur } =
      props;
    const { t } = useTranslation('dateField');
    const { t: common } = useTranslation();
    const language = useLanguage();
    const now = useNow();
    const words = useMemo(() => wordsOf(t, common, label), [t, common, label]);
    const { date, change } = useDraft(value, withTime ? toLocalMinute : toLocalDay, onChange);
    const halfDays = hasHalfDays(language);
    const [today] = useState(() => new Date(now));
    const shared = {
      label,
      name,
      value: date,
      onChange: change,
      localeText: words,
      referenceDate: today,
      dayOfWeekFormatter: (day: Date) => weekdayInitial(language, day),
      // A month beside a clock needs room: a narrow window gets the dialog, as a phone does.
      desktopModeMediaQuery: '@media (pointer: fine) and (min-width: 600px)',
      slots: icons,
      slotProps: {
        textField: {
          size,
          required,
          error: invalid ?? false,
          helperText: note,
          inputRef,
          onBlur,
          fullWidth: true,
          onInputCapture: readDigits,
          sx: fieldSx,
        },
        desktopPaper: { sx: calendarPaperSx },
        mobilePaper: { sx: calendarPaperSx },
        openPickerButton: { size: 'small' as const },
      },
    };
    return (
      <LocalizationProvider dateAdapter={adapter} adapterLocale={locale}>
        {withTime ? (
          <DateTimePicker
            {...shared}
            ampm={halfDays}
            format={`${dayPattern(language)} ${halfDays ? 'hh:mm aa' : 'HH:mm'}`}
            minDateTime={min}
            timeSteps={{ minutes: 5 }}
          />
        ) : (
          <DatePicker {...shared} format={dayPattern(language)} minDate={min} />
        )}
      </LocalizationProvider>
    );
  };
}
