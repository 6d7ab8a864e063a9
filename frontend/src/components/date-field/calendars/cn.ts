import { AdapterDateFns } from '@mui/x-date-pickers/AdapterDateFns';
import { zhCN } from 'date-fns/locale/zh-CN';
import type { Calendar } from '../calendar';

const calendar: Calendar = { adapter: AdapterDateFns, locale: zhCN };

export default calendar;
