'use client';

import { useCallback } from 'react';
import { ApiError } from '@/lib/api-error';
import { useTranslation } from '@/locales/i18n-provider';

/**
 * A failure → the sentence of its code in the page's language.
 * @param of what failed; where only something was to be read, a missing answer leaves nothing in doubt
 */
export function useErrorText(of: 'step' | 'reading' = 'step'): (error: unknown) => string {
  const { t, exists } = useTranslation('errors');
  const { t: common } = useTranslation();
  return useCallback(
    (error: unknown) => {
      const code = error instanceof ApiError ? error.code : 'UNKNOWN';
      if (of === 'reading' && (code === 'OFFLINE' || code === 'TIMEOUT'))
        return common(`state.unread.${code}`);
      // The list is closed, but a newer backend may know more codes than this page.
      return exists(code, 'errors') ? t(code as 'UNKNOWN') : t('UNKNOWN');
    },
    [t, common, exists, of],
  );
}
