'use client';

import { queryOptions, useQuery } from '@tanstack/react-query';
import { listAssetsOptions } from '@/lib/api/@tanstack/react-query.gen';
import type { AssetLook } from '@/lib/api/types.gen';

/** How an asset is written; those that can be paid also say where their transactions are shown. */
export type KnownAsset = AssetLook & { readonly explorerUrl?: string | null };

/** Every asset that an amount may be in: those that can be paid, and those that only come by mistake. */
export function assetLooksQuery() {
  return queryOptions({
    ...listAssetsOptions(),
    staleTime: 10 * 60_000,
    select: ({ items, others }): readonly KnownAsset[] => [...items, ...others],
  });
}

/**
 * How amounts are written.
 * @returns null until it is known: an amount without its decimals would be a wrong one
 */
export function useAssetLooks(): ((code: string) => AssetLook) | null {
  const { data } = useQuery(assetLooksQuery());
  if (!data) return null;
  return (code) =>
    data.find((asset) => asset.code === code) ?? { code, symbol: code, network: '', decimals: 0 };
}
