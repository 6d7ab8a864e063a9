import type { LocalizationProviderProps } from '@mui/x-date-pickers/LocalizationProvider';

type Given = LocalizationProviderProps<unknown>;

/** How a language counts, names and writes days. */
export interface Calendar {
  readonly adapter: NonNullable<Given['dateAdapter']>;
  readonly locale: Given['adapterLocale'];
}
