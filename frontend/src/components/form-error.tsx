'use client';

import { CircleAlert } from 'lucide-react';
import { useErrorText } from '@/hooks/use-error-text';
import { ApiError } from '@/lib/api-error';
import { Notice } from './notice';
import { RequestId } from './request-id';

/** Above a form: why sending it failed. Nothing while there is no error. */
export function FormError({ error }: { error: unknown }) {
  const errorText = useErrorText();
  if (!error || (error instanceof ApiError && error.code === 'CANCELLED')) return null;
  return (
    <Notice tone="danger" icon={CircleAlert} role="alert">
      {errorText(error)}
      <RequestId error={error} />
    </Notice>
  );
}
