import type { ReactNode } from 'react';
import { Shell } from '@/layouts/shell';

export default function PublicLayout({ children }: { children: ReactNode }) {
  return <Shell kind="public">{children}</Shell>;
}
