import type { PickersLocaleText } from '@mui/x-date-pickers/locales';
import type { TFunction } from 'i18next';

/** As it is written: `03`, in the digits that it comes in. */
const inTwo = (digits: string): string => digits.padStart(2, /[\u06F0-\u06F9]/.test(digits) ? '\u06F0' : '0');

/** The library's words in the page's language. @param label of the field, so that two on one page can be told apart */
export function wordsOf(
  t: TFunction<'dateField'>,
  common: TFunction,
  label: string,
): Partial<PickersLocaleText> {
  const choose = t('choose', { label });
  return {
    previousMonth: t('previousMonth'),
    nextMonth: t('nextMonth'),
    openPreviousView: t('previous'),
    openNextView: t('next'),
    nextStepButtonLabel: t('next'),
    calendarViewSwitchingButtonAriaLabel: (view) => t(view === 'year' ? 'toDays' : 'toYears'),
    cancelButtonLabel: common('action.cancel'),
    clearButtonLabel: t('clear'),
    fieldClearLabel: t('clear'),
    okButtonLabel: t('ok'),
    todayButtonLabel: t('today'),
    datePickerToolbarTitle: label,
    dateTimePickerToolbarTitle: label,
    timePickerToolbarTitle: label,
    openDatePickerDialogue: (date) => (date ? t('chosen', { label, date }) : choose),
    openTimePickerDialogue: (time) => (time ? t('chosen', { label, date: time }) : choose),
    dateTableLabel: t('days'),
    timeTableLabel: t('times'),
    selectViewText: (view) => t(view),
    clockLabelText: (view, time) => (time ? `${t(view)}: ${time}` : t(view)),
    hoursClockNumberText: (hours) => `${t('hours')}: ${inTwo(hours)}`,
    minutesClockNumberText: (minutes) => `${t('minutes')}: ${inTwo(minutes)}`,
    fieldYearPlaceholder: () => t('placeholder.year'),
    fieldMonthPlaceholder: () => t('placeholder.month'),
    fieldDayPlaceholder: () => t('placeholder.day'),
    fieldHoursPlaceholder: () => '--',
    fieldMinutesPlaceholder: () => '--',
    fieldMeridiemPlaceholder: () => '--',
    year: t('year'),
    month: t('month'),
    day: t('day'),
    hours: t('hours'),
    minutes: t('minutes'),
    seconds: t('seconds'),
    meridiem: t('meridiem'),
    empty: t('empty'),
  };
}
