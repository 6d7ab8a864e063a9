import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';

interface PanelProps {
  title: string;
  lead?: string;
  action?: ReactNode;
  children: ReactNode;
}

/** A titled part of the page. */
export function Panel({ title, lead, action, children }: PanelProps) {
  const titleId = useId();
  return (
    <Box component="section" aria-labelledby={titleId} sx={{ minWidth: 0 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 3, mb: 3 }}>
        <Typography id={titleId} variant="h3" component="h2" sx={{ flex: 1 }}>
          {title}
        </Typography>
        {action}
      </Box>
      {lead && <Typography sx={{ mt: -1, mb: 4, color: 'text.secondary' }}>{lead}</Typography>}
      {children}
    </Box>
  );
}

/** What a panel says while it has nothing to show. */
export function PanelNote({ children }: { children: ReactNode }) {
  return (
    <Box
      sx={{ p: 5, border: '1px dashed', borderColor: 'divider', borderRadius: 1.5, color: 'text.secondary' }}
    >
      {children}
    </Box>
  );
}

/** Rows under each other in one bordered surface. */
export const listSx = {
  m: 0,
  p: 0,
  listStyle: 'none',
  border: 1,
  borderColor: 'divider',
  borderRadius: 1.5,
  bgcolor: 'background.paper',
  // Not cut off: the exact time shows above its row.
  '& > li:first-of-type': { borderStartStartRadius: 11, borderStartEndRadius: 11 },
  '& > li:last-of-type': { borderEndStartRadius: 11, borderEndEndRadius: 11 },
  '& > li + li': { borderTop: 1, borderColor: 'divider' },
} as const;
