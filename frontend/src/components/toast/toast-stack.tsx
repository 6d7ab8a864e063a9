'use client';

import { enqueueSnackbar, SnackbarProvider } from 'notistack';
import { useEffect } from 'react';
import { ToastContent } from './toast-content';
import { takeToasts } from '@/lib/toast-queue';

const content = { success: ToastContent, error: ToastContent, info: ToastContent, default: ToastContent };

/** Shows short messages at the edge of the screen. */
export default function ToastStack() {
  useEffect(
    () =>
      takeToasts(({ message, variant }) => {
        enqueueSnackbar(message, { variant });
      }),
    [],
  );
  return (
    <SnackbarProvider
      maxSnack={3}
      autoHideDuration={6000}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
      Components={content}
    />
  );
}
