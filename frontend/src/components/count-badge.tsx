import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

interface CountBadgeProps {
  /** Nothing is shown without it. */
  text: string | null;
  children?: ReactNode;
}

/** A small number at the corner of an icon, or by itself. Its meaning stands in the name of what it belongs to. */
export function CountBadge({ text, children }: CountBadgeProps) {
  return (
    <Box component="span" sx={{ position: 'relative', display: 'inline-flex' }}>
      {children}
      {text !== null && (
        <Box
          component="span"
          aria-hidden
          sx={{
            ...(children ? { position: 'absolute', top: -8, insetInlineStart: '60%' } : {}),
            minWidth: 18,
            height: 18,
            px: 1.25,
            borderRadius: 999,
            display: 'inline-grid',
            placeItems: 'center',
            fontSize: '0.6875rem',
            fontWeight: 650,
            lineHeight: 1,
            fontVariantNumeric: 'tabular-nums',
            bgcolor: 'primary.main',
            color: 'primary.contrastText',
            boxShadow: '0 0 0 2px var(--amn-palette-background-default)',
          }}
        >
          {text}
        </Box>
      )}
    </Box>
  );
}
