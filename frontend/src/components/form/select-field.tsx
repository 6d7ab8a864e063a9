'use client';

import FormControl from '@mui/material/FormControl';
import FormHelperText from '@mui/material/FormHelperText';
import InputLabel from '@mui/material/InputLabel';
import { useId } from 'react';
import { useController, type FieldValues } from 'react-hook-form';
import { useTranslation } from '@/locales/i18n-provider';
import { NativeSelect, type SelectOption } from '../native-select';
import { useFieldMessage } from './field-message';
import type { FieldProps } from './text-field';

interface SelectFieldProps<T extends FieldValues> extends FieldProps<T> {
  options: readonly SelectOption[];
  /** Shown while nothing is chosen. */
  placeholder?: string;
  disabled?: boolean;
}

/** A choice bound to react-hook-form. */
export function SelectField<T extends FieldValues>(props: SelectFieldProps<T>) {
  const { control, name, label, help, optional, options, placeholder, disabled } = props;
  const { field, fieldState } = useController({ control, name });
  const message = useFieldMessage();
  const { t } = useTranslation();
  const id = useId();
  const note = message(fieldState.error?.message) ?? help;
  return (
    <FormControl fullWidth error={fieldState.invalid} disabled={disabled}>
      <InputLabel htmlFor={id}>{optional ? `${label} (${t('field.optional')})` : label}</InputLabel>
      <NativeSelect
        id={id}
        name={field.name}
        value={field.value ?? ''}
        options={options}
        placeholder={placeholder}
        disabled={disabled}
        invalid={fieldState.invalid}
        inputRef={field.ref}
        onBlur={field.onBlur}
        onChange={(value) => {
          field.onChange(value);
        }}
        describedBy={note ? `${id}-note` : undefined}
      />
      {note && <FormHelperText id={`${id}-note`}>{note}</FormHelperText>}
    </FormControl>
  );
}
