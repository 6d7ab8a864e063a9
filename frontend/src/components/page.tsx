import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

const widths = { narrow: 560, reading: 760, normal: 1080, wide: 1320 } as const;

export type PageWidth = keyof typeof widths;

interface PageProps {
  /** `narrow` for one question, `reading` for text, `normal` for most, `wide` for tables. */
  width?: PageWidth;
  children: ReactNode;
}

/** The frame of a page's content inside the shell. */
export function Page({ width = 'normal', children }: PageProps) {
  return (
    <Box
      sx={{
        width: '100%',
        maxWidth: widths[width] + 64,
        mx: 'auto',
        px: { xs: 4, sm: 6, md: 8 },
        pt: { xs: 6, md: 10 },
        pb: { xs: 10, md: 16 },
      }}
    >
      {children}
    </Box>
  );
}
