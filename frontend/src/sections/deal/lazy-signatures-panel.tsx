'use client';

import dynamic from 'next/dynamic';
import { CardSkeleton } from '@/components/skeletons';

/** Below everything that the deal needs at once. */
export const SignaturesPanel = dynamic(() => import('./signatures-panel'), {
  ssr: false,
  loading: () => <CardSkeleton height={168} />,
});
