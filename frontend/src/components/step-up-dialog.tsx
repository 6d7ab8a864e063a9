'use client';

import dynamic from 'next/dynamic';
import { useWasOpen } from '@/hooks/use-was-open';
import { patiently } from '@/lib/patiently';
import type { StepUpDialogProps } from './dialogs/step-up-dialog-content';

const Content = dynamic(
  patiently(() => import('./dialogs/step-up-dialog-content')),
  { ssr: false },
);

/** Asks for the password before a sensitive step; takes `dialog` of `useStepUp`. Loaded when it is first opened. */
export function StepUpDialog(props: StepUpDialogProps) {
  return useWasOpen(props.open) ? <Content {...props} /> : null;
}
