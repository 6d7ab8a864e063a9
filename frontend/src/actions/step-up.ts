'use client';

import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiError } from '@/lib/api-error';
import { stepUpAction } from './auth';

/**
 * Runs a sensitive call; when the API wants the password first, asks for it and runs the call again.
 *
 *     const stepUp = useStepUp();
 *     stepUp.run(() => payout.mutateAsync(input)).then(…)
 *     <StepUpDialog {...stepUp.dialog} />
 *
 * A person who closes the dialog gives the call up: it rejects with the API's own STEP_UP_REQUIRED.
 */
export function useStepUp() {
  const { mutate, reset, isPending, error } = useMutation(stepUpAction);
  const [open, setOpen] = useState(false);
  const waiting = useRef<{ again: () => void; giveUp: () => void } | null>(null);

  async function run<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (refusal) {
      if (!(refusal instanceof ApiError) || refusal.code !== 'STEP_UP_REQUIRED') throw refusal;
      setOpen(true);
      await new Promise<void>((resolve, reject) => {
        waiting.current = {
          again: resolve,
          giveUp: () => {
            reject(refusal);
          },
        };
      });
      return call();
    }
  }

  const close = () => {
    setOpen(false);
    reset();
  };

  return {
    run,
    dialog: {
      open,
      pending: isPending,
      error,
      onSubmit: (password: string) => {
        mutate(
          { password },
          {
            onSuccess: () => {
              close();
              waiting.current?.again();
            },
          },
        );
      },
      onClose: () => {
        close();
        waiting.current?.giveUp();
      },
    },
  };
}
