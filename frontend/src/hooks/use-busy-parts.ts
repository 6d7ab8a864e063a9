'use client';

import { useCallback, useState } from 'react';

/** Whether any part of a form is busy with something that has to end before the form is sent: an upload, say. */
export function useBusyParts() {
  const [parts, setParts] = useState<readonly string[]>([]);
  const tell = useCallback((part: string, busy: boolean) => {
    setParts((now) => {
      if (now.includes(part) === busy) return now;
      return busy ? [...now, part] : now.filter((one) => one !== part);
    });
  }, []);
  return { busy: parts.length > 0, tell };
}
