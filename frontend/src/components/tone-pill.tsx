import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import type { ToneName } from '@/theme/tokens';

interface TonePillProps {
  tone: ToneName;
  size?: 'small' | 'medium';
  children: ReactNode;
}

/** A short mark in a tone. */
export function TonePill({ tone, size = 'medium', children }: TonePillProps) {
  const small = size === 'small';
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 1.25,
        height: small ? 22 : 26,
        px: small ? 2 : 2.5,
        borderRadius: 999,
        border: 1,
        borderColor: `tone.${tone}.border`,
        bgcolor: `tone.${tone}.bg`,
        color: `tone.${tone}.fg`,
        fontSize: small ? '0.75rem' : '0.8125rem',
        fontWeight: 580,
        lineHeight: 1,
        whiteSpace: 'nowrap',
        flexShrink: 0,
      }}
    >
      {children}
    </Box>
  );
}
