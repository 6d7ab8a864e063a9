'use client';

import { useController, type FieldValues } from 'react-hook-form';
import { DateField } from '@/components/date-field';
import { useFieldMessage } from './field-message';
import type { FieldProps } from './text-field';

interface MomentFieldProps<T extends FieldValues> extends Omit<FieldProps<T>, 'optional'> {
  /** Nothing before it can be chosen from the calendar. */
  min?: Date;
}

/** A day and a time bound to react-hook-form, as `2026-03-01T09:30` in the reader's own time. */
export function MomentField<T extends FieldValues>({ control, name, label, help, min }: MomentFieldProps<T>) {
  const { field, fieldState } = useController({ control, name });
  const message = useFieldMessage();
  return (
    <DateField
      withTime
      label={label}
      name={field.name}
      value={field.value ?? ''}
      onChange={field.onChange}
      onBlur={field.onBlur}
      inputRef={field.ref}
      min={min}
      note={message(fieldState.error?.message) ?? help}
      invalid={fieldState.invalid}
    />
  );
}
