import { AdapterDateFns } from '@mui/x-date-pickers/AdapterDateFns';
import { fr } from 'date-fns/locale/fr';
import type { Calendar } from '../calendar';

const calendar: Calendar = { adapter: AdapterDateFns, locale: fr };

export default calendar;
