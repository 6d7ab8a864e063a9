'use client';

import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { SnackbarContent, useSnackbar, type CustomContentProps } from 'notistack';
import type { Ref } from 'react';
import { IconButton } from '@/components/icon-button';
import { useTranslation } from '@/locales/i18n-provider';

const looks = {
  success: { icon: CircleCheck, color: 'tone.completed.fg' },
  error: { icon: CircleAlert, color: 'tone.danger.fg' },
  info: { icon: Info, color: 'text.secondary' },
} as const;

/** A short message at the edge of the screen. */
export function ToastContent({
  id,
  message,
  variant,
  ref,
}: CustomContentProps & { ref?: Ref<HTMLDivElement> }) {
  const { t } = useTranslation();
  const { closeSnackbar } = useSnackbar();
  const look = variant === 'success' || variant === 'error' ? looks[variant] : looks.info;
  const Icon = look.icon;
  return (
    <SnackbarContent ref={ref} role={variant === 'error' ? 'alert' : 'status'}>
      <Paper
        variant="outlined"
        sx={{
          display: 'flex',
          alignItems: 'flex-start',
          gap: 3,
          width: '100%',
          maxWidth: 440,
          p: 3,
          paddingInlineStart: 4,
          bgcolor: 'surface.raised',
          boxShadow: '0 12px 32px -8px rgba(12, 17, 16, 0.24)',
        }}
      >
        <Box aria-hidden sx={{ color: look.color, display: 'flex', pt: 1.5 }}>
          <Icon size={18} />
        </Box>
        <Box sx={{ flex: 1, typography: 'body2', py: 1.25 }}>{message}</Box>
        <IconButton
          small
          label={t('action.close')}
          onClick={() => {
            closeSnackbar(id);
          }}
        >
          <X size={16} aria-hidden />
        </IconButton>
      </Paper>
    </SnackbarContent>
  );
}
