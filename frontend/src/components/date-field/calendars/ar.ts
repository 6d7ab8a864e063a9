import { AdapterDateFns } from '@mui/x-date-pickers/AdapterDateFns';
import { ar } from 'date-fns/locale/ar';
import type { Calendar } from '../calendar';

const calendar: Calendar = { adapter: AdapterDateFns, locale: ar };

export default calendar;
