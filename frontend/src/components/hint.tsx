'use client';

import { keyframes } from '@mui/material/styles';
import Box from '@mui/material/Box';
import { cloneElement, useId, useRef, type ReactElement } from 'react';

interface HintProps {
  /** Nothing is shown while it is empty. */
  text: string;
  /** Takes `aria-describedby`; focusable, so that the keyboard reaches the hint as well. */
  children: ReactElement<{ 'aria-describedby'?: string }>;
  placement?: 'top' | 'bottom';
  /** The child has the same words as its name already: they are not read twice. */
  silent?: boolean;
}

const appear = keyframes({ from: { opacity: 0 }, to: { opacity: 1 } });
const EDGE_PX = 8;

/** Moves a hint that would stand beyond the window's edge back inside. */
function keepInside(hint: HTMLElement | null): void {
  if (!hint) return;
  hint.style.setProperty('--shift', '0px');
  const { left, right, width } = hint.getBoundingClientRect();
  if (width === 0) return;
  const beyond = Math.max(0, right - (document.documentElement.clientWidth - EDGE_PX));
  const before = Math.max(0, EDGE_PX - left);
  hint.style.setProperty('--shift', `${before - beyond}px`);
}

/**
 * A word or two on hover and focus, shown by CSS: pages full of times and icons need no script for it. Until then
 * it takes no room, else one near an edge would make the page scroll sideways.
 */
export function Hint({ text, children, placement = 'top', silent = false }: HintProps) {
  const id = useId();
  const hint = useRef<HTMLSpanElement>(null);
  if (!text) return children;
  const place = () => {
    keepInside(hint.current);
  };
  return (
    <Box
      component="span"
      onPointerEnter={place}
      onFocus={place}
      sx={{
        position: 'relative',
        display: 'inline-flex',
        '& > .hint': { display: 'none' },
        '&:hover > .hint, &:focus-within > .hint': {
          display: 'block',
          animation: `${appear} 120ms 200ms backwards`,
        },
      }}
    >
      {silent ? children : cloneElement(children, { 'aria-describedby': id })}
      <Box
        component="span"
        ref={hint}
        id={id}
        role="tooltip"
        className="hint"
        aria-hidden={silent || undefined}
        sx={{
          position: 'absolute',
          zIndex: 'tooltip',
          left: '50%',
          transform: 'translateX(calc(-50% + var(--shift, 0px)))',
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
