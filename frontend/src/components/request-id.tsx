'use client';

import Typography from '@mui/material/Typography';
import { ApiError } from '@/lib/api-error';
import { useTranslation } from '@/locales/i18n-provider';

/** The id to name when asking for help; only where the failure is ours. */
export function RequestId({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (!(error instanceof ApiError) || !error.requestId || error.status < 500) return null;
  return (
    <Typography variant="caption" sx={{ display: 'block', color: 'text.secondary' }}>
      {t('state.requestId', { id: error.requestId })}
    </Typography>
  );
}
