'use client';

import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';
import { useTranslation } from '@/locales/i18n-provider';

const Area = styled('textarea', { shouldForwardProp: (name) => name !== 'wrong' })<{ wrong: boolean }>(({
  theme,
  wrong,
}) => {
  const { palette } = theme.vars;
  return {
    ...theme.typography.body1,
    display: 'block',
    width: '100%',
    padding: '9px 12px',
    resize: 'vertical',
    color: palette.text.primary,
    backgroundColor: palette.background.paper,
    border: `1px solid ${wrong ? palette.error.main : palette.surface.borderStrong}`,
    borderRadius: 8,
    outline: 0,
    '&:focus': { borderColor: palette.primary.main, boxShadow: `0 0 0 3px ${palette.action.focus}` },
    '&:disabled': { backgroundColor: palette.surface.sunken },
  };
});

interface TextAreaProps {
  label: string;
  help?: ReactNode;
  optional?: boolean;
  rows?: number;
  maxLength: number;
  value: string;
  /** Why it cannot be sent as it is. */
  problem?: string | null;
  disabled?: boolean;
  autoFocus?: boolean;
  onChange: (value: string) => void;
}

/** A longer text outside a form of react-hook-form; each script from its own side. */
export function TextArea(props: TextAreaProps) {
  const { label, help, optional, rows = 5, maxLength, value, problem, disabled, autoFocus, onChange } = props;
  const { t } = useTranslation();
  const id = useId();
  const note = problem ?? help;
  return (
    <Box>
      <Typography
        component="label"
        htmlFor={id}
        variant="body2"
        sx={{ display: 'block', mb: 1, fontWeight: 550 }}
      >
        {optional ? `${label} (${t('field.optional')})` : label}
      </Typography>
      <Area
        id={id}
        dir="auto"
        rows={rows}
        maxLength={maxLength}
        wrong={Boolean(problem)}
        value={value}
        disabled={disabled}
        autoFocus={autoFocus}
        aria-required={!optional}
        aria-invalid={Boolean(problem)}
        aria-describedby={note ? `${id}-note` : undefined}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
      {note && (
        <Typography
          id={`${id}-note`}
          role={problem ? 'alert' : undefined}
          variant="caption"
          component="div"
          sx={{ mt: 1, color: problem ? 'error.main' : 'text.secondary' }}
        >
          {note}
        </Typography>
      )}
    </Box>
  );
}
