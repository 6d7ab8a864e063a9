'use client';

import { styled } from '@mui/material/styles';

/** The browser's own slider in our colours: by thumb, mouse and keyboard, and it follows the page's direction. */
export const Range = styled('input')(({ theme }) => {
  const { palette } = theme.vars;
  const thumb = {
    appearance: 'none',
    width: 26,
    height: 26,
    marginTop: -10,
    border: `2px solid ${palette.background.paper}`,
    borderRadius: '50%',
    backgroundColor: palette.primary.main,
    boxShadow: `0 0 0 1px ${palette.primary.main}`,
    cursor: 'grab',
  } as const;
  const track = { height: 6, borderRadius: 999, backgroundColor: palette.surface.borderStrong } as const;
  return {
    display: 'block',
    width: '100%',
    height: 44,
    margin: 0,
    appearance: 'none',
    background: 'transparent',
    borderRadius: 8,
    '&::-webkit-slider-runnable-track': track,
    '&::-moz-range-track': track,
    '&::-webkit-slider-thumb': thumb,
    '&::-moz-range-thumb': { ...thumb, marginTop: 0, boxSizing: 'border-box' },
    '&:focus-visible': { outline: `2px solid ${palette.primary.main}`, outlineOffset: 2 },
    '&:active::-webkit-slider-thumb': { cursor: 'grabbing' },
  };
});
