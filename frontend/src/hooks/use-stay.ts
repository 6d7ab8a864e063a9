'use client';

import { useEffect, useState } from 'react';

/**
 * Without a network a link leads to nothing: whoever follows one stays where they are, with what the page shows and
 * what they have written in it. For a part that is drawn while there is none.
 * @returns whether somebody has tried to leave
 */
export function useStay(): boolean {
  const [stayed, setStayed] = useState(false);
  useEffect(() => {
    const stay = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (link === null || link.target || link.download || link.origin !== location.origin) return;
      if (link.pathname === location.pathname && link.search === location.search) return;
      event.preventDefault();
      // Not to the router either.
      event.stopPropagation();
      setStayed(true);
    };
    document.addEventListener('click', stay, { capture: true });
    return () => {
      document.removeEventListener('click', stay, { capture: true });
    };
  }, []);
  return stayed;
}
