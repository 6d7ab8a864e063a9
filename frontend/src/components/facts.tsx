import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

export interface FactRow {
  readonly label: ReactNode;
  readonly value: ReactNode;
  readonly strong?: boolean;
}

/** Labels and values, line by line. */
export function Facts({ rows }: { rows: readonly FactRow[] }) {
  return (
    <Box component="dl" sx={{ m: 0, display: 'grid', gap: 2.5 }}>
      {rows.map(({ label, value, strong }, index) => (
        <Box
          key={index}
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            justifyContent: 'space-between',
            columnGap: 4,
            rowGap: 0.5,
          }}
        >
          <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>
            {label}
          </Typography>
          <Typography
            component="dd"
            variant="body2"
            className="tabular"
            sx={{ m: 0, minWidth: 0, fontWeight: strong ? 650 : 500, overflowWrap: 'anywhere' }}
          >
            {value}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}
