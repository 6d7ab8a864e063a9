'use client';

import { useQuery } from '@tanstack/react-query';
import { assetLooksQuery } from '@/actions/asset-looks';
import { assetsQuery, type Asset } from '@/actions/payment';

/**
 * How an asset is shown; one that the registry no longer knows is shown in its base units. For content inside
 * `WithAssets`, which waits until the registry is known.
 */
export function useAssets(): {
  readonly assets: readonly Asset[];
  readonly lookOf: (code: string) => AssetLook;
} {
  const assets = useQuery(assetsQuery()).data ?? [];
  const looks = useQuery(assetLooksQuery()).data ?? [];
  return {
    assets,
    lookOf: (code) =>
      looks.find((asset) => asset.code === code) ?? { code, symbol: code, network: '', decimals: 0 },
  };
}

interface AssetLook {
  readonly code: string;
  readonly symbol: string;
  readonly network: string;
  readonly decimals: number;
}
