'use client';

import Box from '@mui/material/Box';
import MuiNativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import { ChevronDown } from 'lucide-react';
import type { Ref } from 'react';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

interface NativeSelectProps {
  id?: string;
  name?: string;
  value: string;
  options: readonly SelectOption[];
  placeholder?: string;
  /** The name for screen readers where no label stands beside it. */
  label?: string;
  describedBy?: string;
  size?: 'small' | 'medium';
  inputRef?: Ref<unknown>;
  onBlur?: () => void;
  onChange: (value: string) => void;
}

/** The browser's own select: the quickest by thumb and by keyboard, and it needs no script of ours. */
export function NativeSelect(props: NativeSelectProps) {
  const { id, name, value, options, placeholder, label, describedBy, size, inputRef, onBlur, onChange } =
    props;
  return (
    <MuiNativeSelect
      id={id}
      name={name}
      value={value}
      inputRef={inputRef}
      onBlur={onBlur}
      onChange={(event) => {
        onChange(event.target.value);
      }}
      input={<OutlinedInput size={size} />}
      IconComponent={Chevron}
      inputProps={{ 'aria-label': label, 'aria-describedby': describedBy }}
    >
      {placeholder !== undefined && (
        <option value="" disabled>
          {placeholder}
        </option>
      )}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </MuiNativeSelect>
  );
}

function Chevron() {
  return (
    <Box
      component="span"
      aria-hidden
      sx={{
        position: 'absolute',
        insetInlineEnd: 12,
        display: 'flex',
        pointerEvents: 'none',
        color: 'text.secondary',
      }}
    >
      <ChevronDown size={16} />
    </Box>
  );
}
