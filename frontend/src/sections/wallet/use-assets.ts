'use client';

import { useQuery } from '@tanstack/react-query';
import { assetLooksQuery, type AssetLook, type ShownAsset } from '@/actions/asset-looks';
import { assetsQuery, type Asset } from '@/actions/payment';

/**
 * How an asset is shown; one that the registry no longer knows is shown in its base units. For content inside
 * `WithAssets`, which waits until the registry is known.
 */
export function useAssets(): {
  readonly assets: readonly Asset[];
  /** With those that are not offered now: what is in a balance can be paid out all the same. */
  readonly payable: readonly AssetLook[];
  readonly lookOf: (code: string) => ShownAsset;
} {
  const assets = useQuery(assetsQuery()).data ?? [];
  const looks = useQuery(assetLooksQuery()).data ?? [];
  return {
    assets,
    payable: looks,
    lookOf: (code) =>
      looks.find((asset) => asset.code === code) ?? { code, symbol: code, network: '', decimals: 0 },
  };
}
