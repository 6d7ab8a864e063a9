import { AdapterDateFnsJalali } from '@mui/x-date-pickers/AdapterDateFnsJalali';
import { faIR } from 'date-fns-jalali/locale/fa-IR';
import { toLatinDigits } from '@/locales/format';
import type { Calendar } from '../calendar';

const ZERO = 0x6f0;

const toPersian = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(ZERO + Number(digit)));

/** The Persian calendar in Persian numerals, which the library's own adapter writes in Latin ones. */
class PersianAdapter extends AdapterDateFnsJalali {
  constructor(options: ConstructorParameters<typeof AdapterDateFnsJalali>[0]) {
    super({ ...options, formats: { ...options?.formats, fullDate: 'd MMMM yyyy' } });
    const { formatByString, formatTokenMap, parse } = this;
    // The library looks for a Latin zero to see how long a year is written.
    this.formatTokenMap = {
      ...formatTokenMap,
      yyyy: { sectionType: 'year', contentType: 'digit', maxLength: 4 },
    };
    this.formatByString = (value, format) => toPersian(formatByString(value, format));
    this.parse = (text, format) => parse(toLatinDigits(text), format);
  }
}

const persian: Calendar = { adapter: PersianAdapter, locale: faIR };

export default persian;
