import { AdapterDateFns } from '@mui/x-date-pickers/AdapterDateFns';
import { vi } from 'date-fns/locale/vi';
import type { Calendar } from '../calendar';

const calendar: Calendar = { adapter: AdapterDateFns, locale: vi };

export default calendar;
