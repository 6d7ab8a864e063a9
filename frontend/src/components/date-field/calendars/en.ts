import { AdapterDateFns } from '@mui/x-date-pickers/AdapterDateFns';
import { enUS } from 'date-fns/locale/en-US';
import type { Calendar } from '../calendar';

const calendar: Calendar = { adapter: AdapterDateFns, locale: enUS };

export default calendar;
