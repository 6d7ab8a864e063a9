'use client';

import Box from '@mui/material/Box';
import { cloneElement, useId, type ReactElement } from 'react';

interface HintProps {
  /** Nothing is shown while it is empty. */
  text: string;
  /** Takes `aria-describedby`; focusable, so that the keyboard reaches the hint as well. */
  children: ReactElement<{ 'aria-describedby'?: string }>;
  placement?: 'top' | 'bottom';
  /** The child has the same words as its name already: they are not read twice. */
  silent?: boolean;
}

/**
 * A word or two on hover and focus. Drawn by CSS alone: pages full of times and icons need no script for it.
 */
export function Hint({ text, children, placement = 'top', silent = false }: HintProps) {
  const id = useId();
  if (!text) return children;
  return (
    <Box
      component="span"
      sx={{
        position: 'relative',
        display: 'inline-flex',
        '& > .hint': { visibility: 'hidden', opacity: 0 },
        '&:hover > .hint, &:focus-within > .hint': {
          visibility: 'visible',
          opacity: 1,
          transition: 'opacity 120ms 200ms, visibility 0s 200ms',
        },
      }}
    >
      {silent ? children : cloneElement(children, { 'aria-describedby': id })}
      <Box
        component="span"
        id={id}
        role="tooltip"
        className="hint"
        aria-hidden={silent || undefined}
        sx={{
          position: 'absolute',
          zIndex: 'tooltip',
          left: '50%',
          transform: 'translateX(-50%)',
          ...(placement === 'top' ? { bottom: 'calc(100% + 6px)' } : { top: 'calc(100% + 6px)' }),
          width: 'max-content',
          maxWidth: 260,
          px: 2.5,
          py: 1.25,
          borderRadius: 0.75,
          bgcolor: 'text.primary',
          color: 'background.paper',
          fontSize: '0.8125rem',
          fontWeight: 500,
          lineHeight: 1.4,
          whiteSpace: 'normal',
          pointerEvents: 'none',
        }}
      >
        {text}
      </Box>
    </Box>
  );
}
