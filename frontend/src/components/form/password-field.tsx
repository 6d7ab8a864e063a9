'use client';

import InputAdornment from '@mui/material/InputAdornment';
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import type { FieldValues } from 'react-hook-form';
import { useTranslation } from '@/locales/i18n-provider';
import { TextField, type FieldProps } from './text-field';
import { IconButton } from '@/components/icon-button';

interface PasswordFieldProps<T extends FieldValues> extends FieldProps<T> {
  autoComplete: 'current-password' | 'new-password';
  autoFocus?: boolean;
}

export function PasswordField<T extends FieldValues>(props: PasswordFieldProps<T>) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const label = shown ? t('field.hidePassword') : t('field.showPassword');
  return (
    <TextField
      {...props}
      type={shown ? 'text' : 'password'}
      inputProps={{ dir: 'ltr' }}
      endAdornment={
        <InputAdornment position="end">
          <IconButton
            small
            label={label}
            aria-pressed={shown}
            onClick={() => {
              setShown(!shown);
            }}
          >
            {shown ? <EyeOff size={18} aria-hidden /> : <Eye size={18} aria-hidden />}
          </IconButton>
        </InputAdornment>
      }
    />
  );
}
