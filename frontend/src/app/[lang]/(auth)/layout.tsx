import type { ReactNode } from 'react';
import { Shell } from '@/layouts/shell';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return <Shell kind="plain">{children}</Shell>;
}
