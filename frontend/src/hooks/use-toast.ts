'use client';

import { useMemo } from 'react';
import { pushToast } from '@/lib/toast-queue';
import { ApiError } from '@/lib/api-error';
import { useErrorText } from './use-error-text';

/** Short messages at the edge of the screen. */
export function useToast() {
  const errorText = useErrorText();
  return useMemo(
    () => ({
      success: (message: string) => {
        pushToast({ message, variant: 'success' });
      },
      info: (message: string) => {
        pushToast({ message, variant: 'info' });
      },
      /** Tells the sentence of a failure; a cancelled call is passed over. */
      error: (error: unknown) => {
        if (error instanceof ApiError && error.code === 'CANCELLED') return;
        pushToast({ message: errorText(error), variant: 'error' });
      },
    }),
    [errorText],
  );
}
