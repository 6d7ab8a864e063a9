'use client';

import { styled } from '@mui/material/styles';
import NextLink from 'next/link';
import type { AnchorHTMLAttributes, ReactNode } from 'react';

const Root = styled('a', {
  shouldForwardProp: (name) => name !== 'quiet' && name !== 'as',
})<{ quiet?: boolean }>(({ theme, quiet }) => ({
  color: quiet ? 'inherit' : theme.vars.palette.primary.main,
  fontWeight: quiet ? 'inherit' : 550,
  textDecoration: 'none',
  textUnderlineOffset: '0.2em',
  textDecorationThickness: 1,
  borderRadius: 2,
  '&:hover': { textDecoration: 'underline' },
}));

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  href: string;
  /** In the colour of the text around it. */
  quiet?: boolean;
  children: ReactNode;
}

/** A link in running text to another page of Amn; usable from server components. */
export function TextLink(props: LinkProps) {
  return <Root as={NextLink} {...props} />;
}

/** A link to another site, or to a page that is not the application's; opens in a new tab. */
export function ExternalLink(props: LinkProps) {
  return <Root target="_blank" rel="noreferrer" {...props} />;
}
