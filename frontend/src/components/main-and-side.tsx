import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

interface MainAndSideProps {
  main: ReactNode;
  /** Beside it on a wide screen, under it on a narrow one. */
  side: ReactNode;
}

/** Two columns of panels: what is to be done, and what stands beside it. */
export function MainAndSide({ main, side }: MainAndSideProps) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 5,
        alignItems: 'start',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 340px' },
      }}
    >
      <Box sx={{ display: 'grid', gap: 5, minWidth: 0 }}>{main}</Box>
      <Box sx={{ display: 'grid', gap: 5, minWidth: 0 }}>{side}</Box>
    </Box>
  );
}
