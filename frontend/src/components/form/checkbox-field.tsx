'use client';

import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import Switch from '@mui/material/Switch';
import type { ReactNode } from 'react';
import { useController, type Control, type FieldPath, type FieldValues } from 'react-hook-form';
import { useFieldMessage } from './field-message';

interface CheckboxFieldProps<T extends FieldValues> {
  control: Control<T>;
  name: FieldPath<T>;
  label: ReactNode;
  help?: string;
  /** `switch` for what takes effect at once, `checkbox` for what is sent with the form. */
  look?: 'checkbox' | 'switch';
}

export function CheckboxField<T extends FieldValues>(props: CheckboxFieldProps<T>) {
  const { control, name, label, help, look = 'checkbox' } = props;
  const { field, fieldState } = useController({ control, name });
  const message = useFieldMessage();
  const Box = look === 'switch' ? Switch : Checkbox;
  const note = message(fieldState.error?.message) ?? help;
  return (
    <FormControl error={fieldState.invalid}>
      <FormControlLabel
        label={label}
        control={
          <Box
            name={field.name}
            checked={field.value === true}
            onChange={field.onChange}
            onBlur={field.onBlur}
            slotProps={{ input: { ref: field.ref } }}
          />
        }
      />
      {note && <FormHelperText>{note}</FormHelperText>}
    </FormControl>
  );
}
