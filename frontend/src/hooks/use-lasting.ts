'use client';

import { useEffect, useState } from 'react';

/** Whether something has been so for a while; what passes quickly is not worth telling. */
export function useLasting(now: boolean, afterMs: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!now) return;
    const timer = setTimeout(() => {
      setLasting(true);
    }, afterMs);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [now, afterMs]);
  return now && lasting;
}
