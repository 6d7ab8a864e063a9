import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import type { ToneName } from '@/theme/tokens';

/** A line over the whole width of the page. */
export function NoticeBar({
  tone,
  role,
  children,
}: {
  tone: ToneName;
  role?: 'status' | 'alert';
  children: ReactNode;
}) {
  return (
    <Box
      role={role}
      sx={{
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'center',
        flexWrap: 'wrap',
        columnGap: 4,
        rowGap: 0.5,
        minHeight: 36,
        px: 4,
        py: 1.5,
        typography: 'caption',
        fontWeight: 550,
        textAlign: 'center',
        textWrap: 'balance',
        bgcolor: `tone.${tone}.bg`,
        color: `tone.${tone}.fg`,
        borderBottom: 1,
        borderColor: `tone.${tone}.border`,
        // An icon stands right before its words, also where they take two lines.
        '& > span > svg': { verticalAlign: '-0.15em', marginInlineEnd: '6px' },
      }}
    >
      {children}
    </Box>
  );
}
