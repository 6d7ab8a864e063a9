'use client';

import { styled } from '@mui/material/styles';
import NextLink from 'next/link';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { motion, radius } from '@/theme/tokens';

const Root = styled('button', {
  shouldForwardProp: (name) => name !== 'small' && name !== 'as',
})<{ small?: boolean }>(({ theme, small }) => ({
  display: 'inline-grid',
  placeItems: 'center',
  flexShrink: 0,
  width: small ? 32 : 40,
  height: small ? 32 : 40,
  padding: 0,
  border: 0,
  font: 'inherit',
  borderRadius: radius.control,
  color: theme.vars.palette.text.secondary,
  backgroundColor: 'transparent',
  cursor: 'pointer',
  WebkitTapHighlightColor: 'transparent',
  transition: `background-color ${motion.fastMs}ms, color ${motion.fastMs}ms`,
  '@media (hover: hover)': {
    '&:hover': { color: theme.vars.palette.text.primary, backgroundColor: theme.vars.palette.action.hover },
  },
  '&:disabled': { color: theme.vars.palette.action.disabled, pointerEvents: 'none' },
  // A finger's width.
  '@media (pointer: coarse)': small ? { width: 40, height: 40 } : { width: 44, height: 44 },
}));

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'> {
  /** The only words it has; also shown on hover. */
  label: string;
  small?: boolean;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ label, ...props }: IconButtonProps) {
  return <Root type="button" title={label} {...props} aria-label={label} />;
}

interface IconLinkProps {
  label: string;
  /** A page of Amn. */
  href: string;
  small?: boolean;
  children: ReactNode;
}

export function IconLink({ label, ...props }: IconLinkProps) {
  return <Root as={NextLink} title={label} {...props} aria-label={label} />;
}
