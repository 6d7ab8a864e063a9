'use client';

import dynamic from 'next/dynamic';
import { CardSkeleton } from '@/components/skeletons';
import { patiently } from '@/lib/patiently';

/** Below everything that the deal needs at once. */
export const SignaturesPanel = dynamic(
  patiently(() => import('./signatures-panel')),
  {
    ssr: false,
    loading: () => <CardSkeleton height={168} />,
  },
);
