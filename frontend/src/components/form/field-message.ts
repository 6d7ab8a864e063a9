'use client';

import { useCallback } from 'react';
import { useTranslation } from '@/locales/i18n-provider';

/**
 * A zod issue's message → a sentence. Schemas give the key of a string as their message, e.g. `field.required`, and
 * what fills it after a bar: `field.tooShort|count=20`; a namespace may stand before: `auth:signUp.passwordTooShort`.
 */
export function useFieldMessage(): (message: string | undefined) => string | undefined {
  const { t, exists } = useTranslation();
  return useCallback(
    (message) => {
      if (!message) return undefined;
      const [key = '', parameters = ''] = message.split('|');
      const values: Record<string, string | number> = {};
      for (const [name, value] of new URLSearchParams(parameters)) {
        values[name] = name === 'count' ? Number(value) : value;
      }
      const count = typeof values['count'] === 'number' ? { count: values['count'] } : {};
      // Anything else is a sentence of the backend, which is in English: say it in the page's language instead.
      return exists(key) ? t(key as 'field.required', { ...values, ...count }) : t('field.refused');
    },
    [t, exists],
  );
}
