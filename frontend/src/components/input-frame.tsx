'use client';

import { styled } from '@mui/material/styles';
import { motion, radius } from '@/theme/tokens';

interface FrameProps {
  small?: boolean;
  /** What is written in it is not accepted. */
  wrong?: boolean;
}

/**
 * The frame around an input or a select that stands outside a form: it looks like the forms' own fields and weighs
 * nothing, so that a list with a search box stays within its page's budget.
 */
export const InputFrame = styled('span', {
  shouldForwardProp: (name) => name !== 'small' && name !== 'wrong',
})<FrameProps>(({ theme, small, wrong }) => {
  const { palette } = theme.vars;
  const inset = small ? 10 : 12;
  return {
    ...theme.typography.body1,
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    minWidth: 0,
    color: palette.text.primary,
    backgroundColor: palette.background.paper,
    border: `1px solid ${wrong ? palette.error.main : palette.surface.borderStrong}`,
    borderRadius: radius.control,
    transition: `border-color ${motion.fastMs}ms, box-shadow ${motion.fastMs}ms`,
    '@media (hover: hover)': {
      '&:hover:not(:focus-within)': { borderColor: wrong ? palette.error.main : palette.text.secondary },
    },
    '&:focus-within': {
      borderColor: wrong ? palette.error.main : palette.primary.main,
      boxShadow: `0 0 0 3px ${wrong ? palette.tone.danger.bg : palette.action.focus}`,
    },
    '&:has(> :disabled)': { backgroundColor: palette.surface.sunken, color: palette.text.disabled },
    '& > input, & > select': {
      flex: 1,
      minWidth: 0,
      margin: 0,
      padding: small ? `5px ${inset}px` : `9px ${inset}px`,
      border: 0,
      outline: 0,
      background: 'transparent',
      color: 'inherit',
      font: 'inherit',
      fontSize: small ? '0.875rem' : '1rem',
      lineHeight: '1.5rem',
      borderRadius: 'inherit',
      appearance: 'none',
      // iOS zooms into smaller text when it is touched.
      '@media (pointer: coarse)': { fontSize: '1rem' },
    },
    '& > input::placeholder': { color: 'inherit', opacity: 0.62 },
    '& > input::-webkit-search-cancel-button': { display: 'none' },
    '& > select': { paddingInlineEnd: 36, cursor: 'pointer', textOverflow: 'ellipsis' },
    '& > select > option': { color: palette.text.primary, backgroundColor: palette.background.paper },
    // What stands beside the text: a sign, an icon, a button.
    '& > span': { display: 'flex', flexShrink: 0, color: palette.text.secondary },
    '& > span:first-of-type:not(:last-child)': { paddingInlineStart: inset },
    '& > span + input': { paddingInlineStart: 8 },
    '& > button': { marginInlineEnd: 6 },
  };
});
