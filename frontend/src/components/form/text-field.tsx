'use client';

import FormControl from '@mui/material/FormControl';
import FormHelperText from '@mui/material/FormHelperText';
import InputLabel from '@mui/material/InputLabel';
import OutlinedInput, { type OutlinedInputProps } from '@mui/material/OutlinedInput';
import { useId } from 'react';
import { useController, type Control, type FieldPath, type FieldValues } from 'react-hook-form';
import { useTranslation } from '@/locales/i18n-provider';
import { useFieldMessage } from './field-message';

export interface FieldProps<T extends FieldValues> {
  control: Control<T>;
  name: FieldPath<T>;
  label: string;
  help?: string;
  /** Says "optional" beside the label; everything else is required. */
  optional?: boolean;
}

type InputProps = Pick<
  OutlinedInputProps,
  | 'type'
  | 'autoComplete'
  | 'autoFocus'
  | 'multiline'
  | 'minRows'
  | 'maxRows'
  | 'placeholder'
  | 'disabled'
  | 'readOnly'
  | 'startAdornment'
  | 'endAdornment'
  | 'inputComponent'
  | 'dir'
  | 'size'
> & { inputProps?: React.ComponentProps<'input'> & Record<`data-${string}`, string> };

/** A text field bound to react-hook-form: label above, its error in place of the help below. */
export function TextField<T extends FieldValues>(props: FieldProps<T> & InputProps) {
  const { control, name, label, help, optional, inputProps, ...input } = props;
  const { field, fieldState } = useController({ control, name });
  const message = useFieldMessage();
  const { t } = useTranslation();
  const id = useId();
  const note = message(fieldState.error?.message) ?? help;
  return (
    <FormControl fullWidth error={fieldState.invalid} disabled={input.disabled}>
      <InputLabel htmlFor={id}>{optional ? `${label} (${t('field.optional')})` : label}</InputLabel>
      <OutlinedInput
        {...input}
        id={id}
        name={field.name}
        value={field.value ?? ''}
        onChange={field.onChange}
        onBlur={field.onBlur}
        inputRef={field.ref}
        slotProps={{
          input: {
            ...inputProps,
            'aria-required': !optional,
            'aria-describedby': note ? `${id}-note` : undefined,
          },
        }}
      />
      {note && (
        <FormHelperText id={`${id}-note`} role={fieldState.invalid ? 'alert' : undefined}>
          {note}
        </FormHelperText>
      )}
    </FormControl>
  );
}
