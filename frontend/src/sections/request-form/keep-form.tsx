'use client';

import { useEffect, useRef } from 'react';
import { useFormState, useWatch, type Control } from 'react-hook-form';
import { forget, keep } from './kept-form';
import type { Values } from './schema';

const PAUSE_MS = 400;

interface KeepFormProps {
  control: Control<Values>;
  name: string;
  version: number | null;
}

/** Keeps what is written in this tab, a moment after the last key; a component of its own, so that only it is redrawn. */
export function KeepForm({ control, name, version }: KeepFormProps) {
  const { isDirty } = useFormState({ control });
  const values = useWatch({ control }) as Values;
  const wasDirty = useRef(false);
  useEffect(() => {
    if (!isDirty) {
      // What was typed and taken back again need not be kept.
      if (wasDirty.current) forget(name);
      wasDirty.current = false;
      return;
    }
    wasDirty.current = true;
    const timer = setTimeout(() => {
      keep(name, { values, version });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [isDirty, values, name, version]);
  return null;
}
