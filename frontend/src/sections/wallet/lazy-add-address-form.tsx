'use client';

import dynamic from 'next/dynamic';
import { CardSkeleton } from '@/components/skeletons';

/** The form with its schema and its password dialog, loaded when somebody wants to add an address. */
export const LazyAddAddressForm = dynamic(async () => (await import('./add-address-form')).AddAddressForm, {
  ssr: false,
  loading: () => <CardSkeleton height={340} />,
});
