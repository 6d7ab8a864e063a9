'use client';

import { styled } from '@mui/material/styles';
import NextLink from 'next/link';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { motion, radius } from '@/theme/tokens';
import { Spinner } from './spinner';

type Variant = 'contained' | 'outlined' | 'text';
type Size = 'small' | 'medium' | 'large';

interface Look {
  variant: Variant;
  size: Size;
  danger: boolean;
  fullWidth: boolean;
}

/**
 * Amn's own button, drawn with the theme. Half the weight of a page's own script would be MUI's button, with its
 * ripple and its spinner; pages are held to a budget, so they use this one.
 */
const Root = styled('button', {
  shouldForwardProp: (name) => name !== 'look' && name !== 'as',
})<{ look: Look }>(({ theme, look }) => {
  const { palette } = theme.vars;
  const main = look.danger ? palette.error : palette.primary;
  const looks = {
    contained: {
      color: main.contrastText,
      backgroundColor: main.main,
      borderColor: 'transparent',
      hover: { backgroundColor: main.dark },
    },
    outlined: {
      color: look.danger ? main.main : palette.text.primary,
      backgroundColor: palette.background.paper,
      borderColor: palette.surface.borderStrong,
      hover: { borderColor: palette.text.secondary, backgroundColor: palette.surface.sunken },
    },
    text: {
      color: look.danger ? main.main : palette.text.secondary,
      backgroundColor: 'transparent',
      borderColor: 'transparent',
      hover: {
        color: look.danger ? main.main : palette.text.primary,
        backgroundColor: palette.action.hover,
      },
    },
  } as const;
  const sizes = {
    small: { minHeight: 34, padding: '5px 12px', fontSize: '0.875rem' },
    medium: { minHeight: 40, padding: '7px 16px', fontSize: '0.9375rem' },
    large: { minHeight: 48, padding: '11px 24px', fontSize: '1rem' },
  } as const;
  const { hover, ...rest } = looks[look.variant];
  return {
    ...theme.typography.button,
    ...sizes[look.size],
    ...rest,
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    gap: 8,
    width: look.fullWidth ? '100%' : undefined,
    border: `1px solid ${rest.borderColor}`,
    borderRadius: radius.control,
    textDecoration: 'none',
    textAlign: 'center',
    cursor: 'pointer',
    userSelect: 'none',
    WebkitTapHighlightColor: 'transparent',
    transition: `background-color ${motion.fastMs}ms, border-color ${motion.fastMs}ms, color ${motion.fastMs}ms`,
    '@media (hover: hover)': { '&:hover': hover },
    '&:active': { transform: 'translateY(0.5px)' },
    '&:disabled, &[aria-disabled="true"]': {
      cursor: 'default',
      pointerEvents: 'none',
      color: palette.action.disabled,
      backgroundColor: look.variant === 'text' ? 'transparent' : palette.action.disabledBackground,
      borderColor: 'transparent',
    },
    '@media (pointer: coarse)': { minHeight: look.size === 'small' ? 40 : 44 },
  };
});

interface CommonProps {
  /** `contained` for the one primary action of a screen. */
  variant?: Variant;
  size?: Size;
  /** For what loses something. */
  danger?: boolean;
  fullWidth?: boolean;
  startIcon?: ReactNode;
  endIcon?: ReactNode;
  children: ReactNode;
  className?: string;
}

interface ButtonProps
  extends CommonProps, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children' | 'className' | 'color'> {
  /** It is being done: a spinner, and no second press. */
  loading?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps) {
  const { variant, size, danger, fullWidth, startIcon, endIcon, loading, disabled, children, ...rest } =
    props;
  return (
    <Root
      type="button"
      {...rest}
      look={lookOf({ variant, size, danger, fullWidth })}
      disabled={disabled === true || loading === true}
      aria-busy={loading ? true : undefined}
    >
      {loading ? <Spinner /> : startIcon}
      {children}
      {endIcon}
    </Root>
  );
}

interface LinkButtonProps extends CommonProps {
  /** A page of Amn. */
  href: string;
  onClick?: () => void;
  'aria-label'?: string;
}

/** A link that looks like a button; usable from server components. */
export function LinkButton(props: LinkButtonProps) {
  const { variant, size, danger, fullWidth, startIcon, endIcon, children, ...rest } = props;
  return (
    <Root as={NextLink} {...rest} look={lookOf({ variant, size, danger, fullWidth })}>
      {startIcon}
      {children}
      {endIcon}
    </Root>
  );
}

function lookOf({ variant, size, danger, fullWidth }: Partial<Look>): Look {
  return {
    variant: variant ?? 'outlined',
    size: size ?? 'medium',
    danger: danger ?? false,
    fullWidth: fullWidth ?? false,
  };
}
