'use client';

import { usePathname } from 'next/navigation';
import { useEffect } from 'react';

const AFTER_MS = 600;

/** Links the Chinese faces once a page of another script has Chinese in it: a person's name, a request's title. */
export function LateFonts({ href }: { href: string }) {
  const pathname = usePathname();
  useEffect(() => {
    const look = () => {
      if (document.querySelector(`link[href="${href}"]`)) return;
      if (!/\p{Script=Han}/u.test(document.body.textContent)) return;
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = href;
      document.head.append(link);
    };
    const timer = setTimeout(look, AFTER_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [href, pathname]);
  return null;
}
