'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';

/** A press that the browser would follow in this tab to another page of Amn. */
function leavingLink(event: MouseEvent): URL | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!(link instanceof HTMLAnchorElement) || (link.target !== '' && link.target !== '_self')) return null;
  const url = new URL(link.href);
  if (url.origin !== location.origin) return null;
  return url.pathname === location.pathname && url.search === location.search ? null : url;
}

/**
 * Asks before a page with unsaved changes is left: by a link of Amn in a dialog, by a reload or another site in the
 * browser's own way.
 */
export function useLeaveGuard(unsaved: boolean) {
  const router = useRouter();
  const [leavingFor, setLeavingFor] = useState<string | null>(null);
  useEffect(() => {
    if (!unsaved) return;
    const onUnload = (event: BeforeUnloadEvent) => {
      event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const url = leavingLink(event);
      if (!url) return;
      event.preventDefault();
      event.stopPropagation();
      setLeavingFor(`${url.pathname}${url.search}${url.hash}`);
    };
    window.addEventListener('beforeunload', onUnload);
    // Before the links' own listeners, which would go there at once.
    document.addEventListener('click', onClick, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, { capture: true });
    };
  }, [unsaved]);
  return {
    asking: leavingFor !== null,
    stay: () => {
      setLeavingFor(null);
    },
    leave: () => {
      if (leavingFor !== null) router.push(leavingFor);
      setLeavingFor(null);
    },
  };
}
