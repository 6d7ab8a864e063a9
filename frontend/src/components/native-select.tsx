'use client';

import { ChevronDown } from 'lucide-react';
import type { Ref } from 'react';
import { InputFrame } from './input-frame';

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
  disabled?: boolean;
  invalid?: boolean;
  inputRef?: Ref<HTMLSelectElement>;
  onBlur?: () => void;
  onChange: (value: string) => void;
}

/** The browser's own select: the quickest by thumb and by keyboard, and it needs no script of ours. */
export function NativeSelect(props: NativeSelectProps) {
  const { value, options, placeholder, label, describedBy, size, invalid, inputRef, onChange, ...rest } =
    props;
  return (
    <InputFrame small={size === 'small'} wrong={invalid}>
      <select
        {...rest}
        ref={inputRef}
        value={value}
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={invalid ? true : undefined}
        onChange={(event) => {
          onChange(event.target.value);
        }}
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
      </select>
      <ChevronDown
        size={16}
        aria-hidden
        style={{ position: 'absolute', insetInlineEnd: 12, pointerEvents: 'none' }}
      />
    </InputFrame>
  );
}
