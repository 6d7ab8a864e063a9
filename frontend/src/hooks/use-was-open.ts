'use client';

import { useState } from 'react';

/** Whether something is open or has been: what it needs is loaded then, and stays for its closing. */
export function useWasOpen(open: boolean): boolean {
  const [was, setWas] = useState(open);
  if (open && !was) setWas(true);
  return was || open;
}
