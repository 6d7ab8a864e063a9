'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { CloudOff, RotateCw, TriangleAlert } from 'lucide-react';
import { Button } from '@/components/button';
import { useErrorText } from '@/hooks/use-error-text';
import { ApiError } from '@/lib/api-error';
import { useTranslation } from '@/locales/i18n-provider';
import { RequestId } from './request-id';

interface ErrorStateProps {
  error: unknown;
  /** Reads again; without it there is no button. */
  onRetry?: () => void;
}

/** In place of what could not be loaded: what happened, that nothing changed, and the way on. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const { t } = useTranslation();
  const errorText = useErrorText('reading');
  const Icon = error instanceof ApiError && error.code === 'OFFLINE' ? CloudOff : TriangleAlert;
  return (
    <Box
      role="alert"
      sx={{
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        textAlign: 'center',
        gap: 2,
        px: 6,
        py: { xs: 10, sm: 16 },
        border: 1,
        borderColor: 'divider',
        borderRadius: 1.5,
        bgcolor: 'background.paper',
      }}
    >
      <Box aria-hidden sx={{ color: 'text.secondary', mb: 2 }}>
        <Icon size={32} strokeWidth={1.5} />
      </Box>
      <Typography variant="h4" component="p">
        {t('state.errorTitle')}
      </Typography>
      <Typography sx={{ color: 'text.secondary', maxWidth: '50ch' }}>{errorText(error)}</Typography>
      <RequestId error={error} />
      {onRetry && (
        <Box sx={{ mt: 4 }}>
          <Button startIcon={<RotateCw size={16} aria-hidden />} onClick={onRetry}>
            {t('action.retry')}
          </Button>
        </Box>
      )}
    </Box>
  );
}
