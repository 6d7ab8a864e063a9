import type { ReactNode } from 'react';
import { Shell } from '@/layouts/shell';

/** Pages everybody may see; a signed-in person sees them inside their navigation. */
export default function OpenLayout({ children }: { children: ReactNode }) {
  return <Shell kind="open">{children}</Shell>;
}
