'use client';

import dynamic from 'next/dynamic';
import { CardSkeleton } from '@/components/skeletons';
import { patiently } from '@/lib/patiently';

/** The forms with their schemas and the password dialog, loaded when somebody wants to add or rename an address. */
export const LazyAddAddressForm = dynamic(
  patiently(async () => (await import('./add-address-form')).AddAddressForm),
  {
    ssr: false,
    loading: () => <CardSkeleton height={340} />,
  },
);

export const LazyRenameAddressForm = dynamic(
  patiently(async () => (await import('./rename-address-form')).RenameAddressForm),
  { ssr: false },
);
