'use client';

import FormControl from '@mui/material/FormControl';
import InputAdornment from '@mui/material/InputAdornment';
import InputLabel from '@mui/material/InputLabel';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useId, useState } from 'react';
import { useTranslation } from '@/locales/i18n-provider';
import { readCents, writeCents } from './filters';

interface BudgetFieldProps {
  label: string;
  cents: number | null;
  onChange: (cents: number | null) => void;
}

/** One end of a budget in dollars; it counts when the field is left, or by Enter. */
export function BudgetField({ label, cents, onChange }: BudgetFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState(writeCents(cents));
  const [known, setKnown] = useState(cents);
  if (cents !== known) {
    setKnown(cents);
    if (cents !== readCents(text)) setText(writeCents(cents));
  }
  const wrong = text.trim() !== '' && readCents(text) === null;
  const apply = () => {
    if (!wrong && readCents(text) !== cents) onChange(readCents(text));
  };
  return (
    <FormControl fullWidth error={wrong}>
      <InputLabel htmlFor={id}>{label}</InputLabel>
      <OutlinedInput
        id={id}
        size="small"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onBlur={apply}
        onKeyDown={(event) => {
          if (event.key === 'Enter') apply();
        }}
        startAdornment={
          <InputAdornment position="start" aria-hidden>
            $
          </InputAdornment>
        }
        slotProps={{
          input: {
            inputMode: 'decimal',
            dir: 'ltr',
            autoComplete: 'off',
            maxLength: 14,
            title: wrong ? t('field.amount') : undefined,
          },
        }}
      />
    </FormControl>
  );
}
