import Box from '@mui/material/Box';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { LinkButton } from './button';

/** The way back, above a page's title; its arrow stands on the line of the text below. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Box sx={{ display: 'flex', minWidth: 0, marginInlineStart: '-12px' }}>
      <LinkButton
        href={href}
        variant="text"
        size="small"
        startIcon={<ArrowLeft size={16} aria-hidden className="mirror-rtl" style={{ flexShrink: 0 }} />}
      >
        <Box component="span" sx={{ minWidth: 0, textAlign: 'start' }}>
          {children}
        </Box>
      </LinkButton>
    </Box>
  );
}
