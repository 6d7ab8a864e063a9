'use client';

import InputAdornment from '@mui/material/InputAdornment';
import type { FieldValues } from 'react-hook-form';
import { z } from 'zod';
import { parseDecimal } from '@/locales/format';
import { TextField, type FieldProps } from './text-field';

interface AmountFieldProps<T extends FieldValues> extends FieldProps<T> {
  /** Stands before the number, e.g. "$". */
  prefix?: string;
  /** Stands after it, e.g. "USDT". */
  suffix?: string;
  placeholder?: string;
  disabled?: boolean;
}

/** A decimal amount as a person types it, in any of our numerals; `amountSchema` turns it into base units. */
export function AmountField<T extends FieldValues>({ prefix, suffix, ...props }: AmountFieldProps<T>) {
  return (
    <TextField
      {...props}
      autoComplete="off"
      dir="ltr"
      inputProps={{ inputMode: 'decimal', className: 'tabular' }}
      startAdornment={prefix ? <InputAdornment position="start">{prefix}</InputAdornment> : undefined}
      endAdornment={suffix ? <InputAdornment position="end">{suffix}</InputAdornment> : undefined}
    />
  );
}

/**
 * What a person typed → an integer string of base units (cents for dollars: 2 decimals).
 * Refuses zero, signs, and more decimals than there are; never rounds.
 */
export function amountSchema(decimals: number) {
  return z
    .string()
    .trim()
    .min(1, 'field.required')
    .transform((text, context) => {
      const base = parseDecimal(text, decimals);
      if (base !== null && base !== '0') return base;
      const tooFine = base === null && parseDecimal(text, 40) !== null;
      context.addIssue({
        code: 'custom',
        message: tooFine ? `field.decimals|count=${decimals}` : 'field.amount',
      });
      return z.NEVER;
    });
}
