'use client';

import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { useId, type ReactNode } from 'react';
import { radius } from '@/theme/tokens';

const Choice = styled('label')(({ theme }) => {
  const { palette } = theme.vars;
  return {
    position: 'relative',
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: 12,
    alignItems: 'start',
    padding: '14px 16px',
    border: `1px solid ${palette.surface.borderStrong}`,
    borderRadius: radius.control,
    cursor: 'pointer',
    '@media (hover: hover)': { '&:hover': { backgroundColor: palette.surface.sunken } },
    '&:has(input:checked)': {
      borderColor: palette.primary.main,
      boxShadow: `inset 0 0 0 1px ${palette.primary.main}`,
      backgroundColor: palette.surface.brandSoft,
    },
    '&:has(input:focus-visible)': { outline: `2px solid ${palette.primary.main}`, outlineOffset: 2 },
    '& input': { width: 20, height: 20, margin: '2px 0 0', accentColor: palette.primary.main },
  };
});

interface ChoiceCardsProps<T extends string> {
  /** The question, for screen readers. */
  label: string;
  value: T | null;
  choices: readonly { readonly value: T; readonly title: ReactNode; readonly note?: ReactNode }[];
  onChange: (value: T) => void;
}

/** The answers to one question, each with a line that says what it means. */
export function ChoiceCards<T extends string>({ label, value, choices, onChange }: ChoiceCardsProps<T>) {
  const name = useId();
  return (
    <Box role="radiogroup" aria-label={label} sx={{ display: 'grid', gap: 3 }}>
      {choices.map((choice) => (
        <Choice key={choice.value}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => {
              onChange(choice.value);
            }}
          />
          <span>
            <Box component="span" sx={{ display: 'block', fontWeight: 580 }}>
              {choice.title}
            </Box>
            {choice.note && (
              <Box component="span" sx={{ display: 'block', fontSize: '0.875rem', color: 'text.secondary' }}>
                {choice.note}
              </Box>
            )}
          </span>
        </Choice>
      ))}
    </Box>
  );
}
