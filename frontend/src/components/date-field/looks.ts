import type { SxProps, Theme } from '@mui/material/styles';
import { radius } from '@/theme/tokens';

/** The library's field as the other fields look; the theme of every page need not know of it. */
export const fieldSx: SxProps<Theme> = {
  '& .MuiPickersInputBase-root': {
    paddingInline: '12px 6px',
    borderRadius: `${radius.control}px`,
    backgroundColor: 'background.paper',
    '@media (pointer: coarse)': { fontSize: '1rem' },
  },
  '& .MuiPickersInputBase-inputSizeSmall': { paddingInline: '10px 4px', fontSize: '0.875rem' },
  // An empty field shows the order in which a day is written, as dark as it has to be to be read.
  '& .MuiPickersInputBase-sectionsContainer': { paddingBlock: '10.5px', opacity: 1 },
  '& .MuiPickersInputBase-inputSizeSmall .MuiPickersInputBase-sectionsContainer': { paddingBlock: '8px' },
  '& [role="spinbutton"][aria-valuenow=""], & [role="spinbutton"]:not([aria-valuenow])': {
    color: 'text.secondary',
  },
  '& .MuiPickersOutlinedInput-notchedOutline': {
    top: 0,
    borderColor: 'surface.borderStrong',
    '& legend': { display: 'none' },
  },
  '& .MuiPickersOutlinedInput-root:hover:not(.Mui-error, .Mui-focused) .MuiPickersOutlinedInput-notchedOutline':
    {
      borderColor: 'text.secondary',
    },
  '& .MuiPickersOutlinedInput-root.Mui-focused .MuiPickersOutlinedInput-notchedOutline': {
    borderWidth: 1,
    boxShadow: (theme) => `0 0 0 3px ${theme.vars.palette.action.focus}`,
  },
};

export const calendarPaperSx: SxProps<Theme> = {
  borderRadius: `${radius.surface}px`,
  backgroundColor: 'surface.raised',
  border: 1,
  borderColor: 'divider',
  // A dialog is as wide as its month, also on a wide screen that is touched.
  width: 'fit-content',
  // The ring around a day would be cut off in the last week.
  '& [role="gridcell"]:focus-visible': { outlineOffset: -2 },
};
