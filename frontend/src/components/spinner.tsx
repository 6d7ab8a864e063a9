'use client';

import { keyframes, styled } from '@mui/material/styles';

const turn = keyframes({ to: { transform: 'rotate(1turn)' } });

/** A small ring that turns, in the colour of the text around it. Decorative: say in words what is waited for. */
export const Spinner = styled('span')({
  width: '1.125em',
  height: '1.125em',
  flexShrink: 0,
  borderRadius: '50%',
  border: '2px solid currentColor',
  borderInlineEndColor: 'transparent',
  animation: `${turn} 800ms linear infinite`,
});
