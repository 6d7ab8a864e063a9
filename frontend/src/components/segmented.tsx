'use client';

import { styled } from '@mui/material/styles';
import NextLink from 'next/link';
import { useId, type ReactNode } from 'react';
import { motion, radius } from '@/theme/tokens';

const Frame = styled('div')(({ theme }) => ({
  display: 'inline-flex',
  maxWidth: '100%',
  gap: 2,
  padding: 3,
  borderRadius: radius.control + 2,
  backgroundColor: theme.vars.palette.surface.sunken,
}));

const Part = styled('span', { shouldForwardProp: (name) => name !== 'chosen' && name !== 'as' })<{
  chosen: boolean;
}>(({ theme, chosen }) => ({
  position: 'relative',
  display: 'inline-flex',
  alignItems: 'center',
  justifyContent: 'center',
  flex: '1 1 auto',
  minWidth: 0,
  gap: 6,
  minHeight: 32,
  padding: '4px 14px',
  borderRadius: radius.control - 1,
  fontSize: '0.875rem',
  fontWeight: 550,
  textDecoration: 'none',
  lineHeight: 1.25,
  textAlign: 'center',
  cursor: 'pointer',
  color: chosen ? theme.vars.palette.text.primary : theme.vars.palette.text.secondary,
  backgroundColor: chosen ? theme.vars.palette.background.paper : 'transparent',
  boxShadow: chosen ? `0 0 0 1px ${theme.vars.palette.divider}` : 'none',
  transition: `background-color ${motion.fastMs}ms, color ${motion.fastMs}ms`,
  '@media (hover: hover)': { '&:hover': { color: theme.vars.palette.text.primary } },
  '&:has(input:focus-visible)': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: 2 },
  '@media (pointer: coarse)': { minHeight: 40 },
  [theme.breakpoints.down('sm')]: {
    minWidth: 'min-content',
    padding: '4px 6px',
    '& > svg': { display: 'none' },
  },
}));

/** Lies over its part, so that the browser's own radio does the rest. */
const Radio = styled('input')({
  position: 'absolute',
  inset: 0,
  margin: 0,
  opacity: 0,
  cursor: 'pointer',
});

interface Choice<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  readonly icon?: ReactNode;
}

interface SegmentedLinksProps<T extends string> {
  /** What is chosen among, for screen readers. */
  label: string;
  value: T;
  choices: readonly (Choice<T> & { readonly href: string })[];
}

/** A few views of one list; each is an address. */
export function SegmentedLinks<T extends string>({ label, value, choices }: SegmentedLinksProps<T>) {
  return (
    <Frame as="nav" aria-label={label}>
      {choices.map((choice) => (
        <Part
          key={choice.value}
          as={NextLink}
          chosen={choice.value === value}
          {...{ href: choice.href, replace: true, scroll: false }}
          aria-current={choice.value === value ? 'page' : undefined}
        >
          {choice.icon}
          {choice.label}
        </Part>
      ))}
    </Frame>
  );
}

interface SegmentedRadioProps<T extends string> {
  label: string;
  describedBy?: string;
  value: T;
  choices: readonly Choice<T>[];
  onChange: (value: T) => void;
}

/** One of a few, all in sight; takes effect at once. */
export function SegmentedRadio<T extends string>(props: SegmentedRadioProps<T>) {
  const { label, describedBy, value, choices, onChange } = props;
  const name = useId();
  return (
    <Frame role="radiogroup" aria-label={label} aria-describedby={describedBy}>
      {choices.map((choice) => (
        <Part key={choice.value} as="label" chosen={choice.value === value}>
          <Radio
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => {
              onChange(choice.value);
            }}
          />
          {choice.icon}
          {choice.label}
        </Part>
      ))}
    </Frame>
  );
}
