import Box from '@mui/material/Box';
import type { LucideIcon } from 'lucide-react';
import NextLink from 'next/link';
import type { ReactNode } from 'react';

interface PlaceProps {
  href: string;
  icon: LucideIcon;
  label: string;
  current: boolean;
  /** At the end of the line: how many wait there. */
  end?: ReactNode;
}

/** One place in the side navigation. */
export function Place({ href, icon: Icon, label, current, end }: PlaceProps) {
  return (
    <Box
      component={NextLink}
      href={href}
      aria-current={current ? 'page' : undefined}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 3,
        minHeight: 40,
        px: 3,
        borderRadius: 1,
        textDecoration: 'none',
        fontSize: '0.9375rem',
        fontWeight: 550,
        color: current ? 'primary.main' : 'text.secondary',
        bgcolor: current ? 'action.selected' : 'transparent',
        '&:hover': {
          color: current ? 'primary.main' : 'text.primary',
          bgcolor: current ? 'action.selected' : 'action.hover',
        },
      }}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden style={{ flexShrink: 0 }} />
      {label}
      {end && (
        <Box component="span" sx={{ marginInlineStart: 'auto' }}>
          {end}
        </Box>
      )}
    </Box>
  );
}
