'use client';

import dynamic from 'next/dynamic';
import { useWasOpen } from '@/hooks/use-was-open';
import { patiently } from '@/lib/patiently';
import type { ConfirmDialogProps } from './dialogs/confirm-dialog-content';

const Content = dynamic(
  patiently(() => import('./dialogs/confirm-dialog-content')),
  { ssr: false },
);

/** Asks before a step that cannot be taken back. Loaded when it is first opened. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return useWasOpen(props.open) ? <Content {...props} /> : null;
}
