'use client';

import dynamic from 'next/dynamic';
import { useWasOpen } from '@/hooks/use-was-open';
import { patiently } from '@/lib/patiently';
import type { SignDialogProps } from './sign-dialog-content';

const Content = dynamic(
  patiently(() => import('./sign-dialog-content')),
  { ssr: false },
);

/** Has a wallet sign something. Loaded when it is first opened. */
export function SignDialog(props: SignDialogProps) {
  return useWasOpen(props.open) ? <Content {...props} /> : null;
}
