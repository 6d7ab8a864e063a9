import Box from '@mui/material/Box';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ToneName } from '@/theme/tokens';

interface NoticeProps {
  /** `waiting` only for what waits for the reader, `danger` only for loss and failure. */
  tone: ToneName;
  icon: LucideIcon;
  title?: ReactNode;
  role?: 'status' | 'alert';
  /** At the end of the line: a button or a link. */
  action?: ReactNode;
  children?: ReactNode;
}

/** A boxed message inside a page. */
export function Notice({ tone, icon: Icon, title, role, action, children }: NoticeProps) {
  return (
    <Box
      role={role}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'flex-start',
        columnGap: 3,
        rowGap: 2,
        px: 4,
        py: 3,
        border: 1,
        borderColor: `tone.${tone}.border`,
        borderRadius: 1.5,
        bgcolor: `tone.${tone}.bg`,
        color: 'text.primary',
        fontSize: '0.9375rem',
        lineHeight: 1.5,
      }}
    >
      <Box sx={{ flex: '1 1 260px', minWidth: 0, display: 'flex', gap: 3 }}>
        <Box aria-hidden sx={{ display: 'flex', pt: 0.5, color: `tone.${tone}.fg` }}>
          <Icon size={18} />
        </Box>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          {title && <Box sx={{ fontWeight: 620 }}>{title}</Box>}
          {children}
        </Box>
      </Box>
      {action}
    </Box>
  );
}
