import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/**
 * A paper: on the screen a surface, on A4 the page itself, black on white, without the shell around it. Everything
 * with `data-screen` stays on the screen.
 */
export function PrintSheet({ children }: { children: ReactNode }) {
  return (
    <Box
      sx={{
        p: { xs: 4, sm: 8 },
        border: 1,
        borderColor: 'divider',
        borderRadius: 1.5,
        bgcolor: 'background.paper',
        '@media print': { p: 0, border: 0, bgcolor: '#fff', color: '#111' },
      }}
    >
      {children}
    </Box>
  );
}

/** What stands around a paper on the screen: the shell, and what is marked. Goes with the page that has one. */
export const printStyles = {
  '@page': { size: 'A4', margin: '16mm 14mm' },
  '@media print': {
    'html, body': { background: '#fff !important', color: '#111 !important' },
    'header:not([data-paper]), nav, aside, footer, [data-screen], [role="status"]': {
      display: 'none !important',
    },
    '*': { boxShadow: 'none !important' },
    'tr, li, dl > div': { breakInside: 'avoid' },
    'main, main *': { maxWidth: 'none' },
  },
} as const;
