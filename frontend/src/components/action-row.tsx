import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

interface ActionRowProps {
  /** In a narrow card: as on a phone, whatever the screen. */
  narrow?: boolean;
  children: ReactNode;
}

/** Buttons side by side, the main one first; on a phone it has a line of its own and the others share the next. */
export function ActionRow({ narrow = false, children }: ActionRowProps) {
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 2,
        '&:empty': { display: 'none' },
        '& > *': { flex: { xs: '1 1 auto', sm: narrow ? '1 1 auto' : '0 0 auto' } },
        '& > :first-of-type:not(:last-child)': { flexBasis: { xs: '100%', sm: narrow ? '100%' : 'auto' } },
      }}
    >
      {children}
    </Box>
  );
}
