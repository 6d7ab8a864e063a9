'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { assetsQuery } from '@/actions/payment';
import { ErrorState } from '@/components/error-state';
import { CardSkeleton } from '@/components/skeletons';

interface WithAssetsProps {
  /** Height of the content in px. */
  height: number;
  children: ReactNode;
}

/** No amount is shown before the coins and their decimals are known: its base units would read as a million times it. */
export function WithAssets({ height, children }: WithAssetsProps) {
  const { data, error, refetch } = useQuery(assetsQuery());
  if (data) return children;
  return error ? (
    <ErrorState error={error} onRetry={() => void refetch()} />
  ) : (
    <CardSkeleton height={height} />
  );
}
