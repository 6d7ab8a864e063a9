'use client';

import { queryOptions, useQuery } from '@tanstack/react-query';
import { listAssetsOptions } from '@/lib/api/@tanstack/react-query.gen';
import type { AssetLook } from '@/lib/api/types.gen';

export type { AssetLook } from '@/lib/api/types.gen';

/** How an asset is written; of one that nobody knows any more there is no more than its code. */
export type ShownAsset = Pick<AssetLook, 'code' | 'symbol' | 'network' | 'decimals'> & Partial<AssetLook>;

/** Every asset that an amount may be in: those that can be paid with, and those that are not offered now. */
export function assetLooksQuery() {
  return queryOptions({
    ...listAssetsOptions(),
    staleTime: 10 * 60_000,
    select: ({ items, others }): readonly AssetLook[] => [...items, ...others],
  });
}

/**
 * How amounts are written.
 * @returns null until it is known: an amount without its decimals would be a wrong one
 */
export function useAssetLooks(): ((code: string) => ShownAsset) | null {
  const { data } = useQuery(assetLooksQuery());
  if (!data) return null;
  return (code) =>
    data.find((asset) => asset.code === code) ?? { code, symbol: code, network: '', decimals: 0 };
}
