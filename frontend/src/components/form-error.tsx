'use client';

import { CircleAlert } from 'lucide-react';
import { useErrorText } from '@/hooks/use-error-text';
import { ApiError } from '@/lib/api-error';
import { Notice } from './notice';
import { RequestId } from './request-id';

interface FormErrorProps {
  error: unknown;
  of?: 'step' | 'reading';
}

/** Above a form: why sending it failed; or why there is no more to read. Nothing while there is no error. */
export function FormError({ error, of = 'step' }: FormErrorProps) {
  const errorText = useErrorText(of);
  if (!error || (error instanceof ApiError && error.code === 'CANCELLED')) return null;
  return (
    <Notice tone="danger" icon={CircleAlert} role="alert">
      {errorText(error)}
      <RequestId error={error} />
    </Notice>
  );
}
