import { Suspense, type ReactNode } from 'react';
import { SignedInOnly } from '@/layouts/signed-in-only';

/** Pages for a signed-in person. */
export default function PrivateLayout({ children }: { children: ReactNode }) {
  return (
    <Suspense>
      <SignedInOnly>{children}</SignedInOnly>
    </Suspense>
  );
}
