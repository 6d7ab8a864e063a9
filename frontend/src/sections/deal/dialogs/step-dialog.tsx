'use client';

import type { Deal, Milestone } from '@/actions/deal';
import type { Words } from '@/actions/words';
import type { DialogStep } from '../deal-actions';
import { ConfirmStep } from './confirm-step';
import { NoteStep } from './note-step';

export interface StepDialogProps<S extends DialogStep = DialogStep> {
  step: S;
  open: boolean;
  deal: Deal;
  /** The milestone it is about, where the deal has several and this is about one of them. */
  part?: Milestone | null;
  words: Words;
  onClose: () => void;
}

/** Asks before a step of the deal: a plain yes or no, or with a note. Loaded when the first one is opened. */
export default function StepDialog(props: StepDialogProps) {
  switch (props.step) {
    case 'decline':
    case 'abandon':
    case 'agreeCancel':
      return <ConfirmStep {...props} step={props.step} />;
    default:
      return <NoteStep {...props} step={props.step} />;
  }
}
