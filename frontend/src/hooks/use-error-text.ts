'use client';

import { useCallback } from 'react';
import { ApiError } from '@/lib/api-error';
import { useTranslation } from '@/locales/i18n-provider';

/** A failure → the sentence of its code in the page's language. */
export function useErrorText(): (error: unknown) => string {
  const { t, exists } = useTranslation('errors');
  return useCallback(
    (error: unknown) => {
      const code = error instanceof ApiError ? error.code : 'UNKNOWN';
      // The list is closed, but a newer backend may know more codes than this page.
      return exists(code, 'errors') ? t(code as 'UNKNOWN') : t('UNKNOWN');
    },
    [t, exists],
  );
}
