'use client';

import Box from '@mui/material/Box';
import { useId, useState } from 'react';
import { InputFrame } from '@/components/input-frame';
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
    <Box sx={{ display: 'grid', gap: 1.5, minWidth: 0 }}>
      <Box component="label" htmlFor={id} sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>
        {label}
      </Box>
      <InputFrame small wrong={wrong}>
        <span aria-hidden>$</span>
        <input
          id={id}
          value={text}
          inputMode="decimal"
          dir="ltr"
          autoComplete="off"
          maxLength={14}
          aria-invalid={wrong ? true : undefined}
          title={wrong ? t('field.amount') : undefined}
          onChange={(event) => {
            setText(event.target.value);
          }}
          onBlur={apply}
          onKeyDown={(event) => {
            if (event.key === 'Enter') apply();
          }}
        />
      </InputFrame>
    </Box>
  );
}
