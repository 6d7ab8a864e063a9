import type { LiabilitySnapshot } from '@/actions/books';
import type { AssetLook } from '@/actions/asset-looks';

/** How an asset is shown; one that the registry no longer knows by its code, in base units. */
export const lookIn = (assets: readonly AssetLook[], code: string) =>
  assets.find((asset) => asset.code === code) ?? { code, symbol: code, network: '', decimals: 0 };

/** Whether the ledger holds at least what it owes and what it has received for nobody yet. */
export const isCovered = ({
  total,
  unassigned,
  held,
}: Pick<LiabilitySnapshot['assets'][number], 'total' | 'unassigned' | 'held'>): boolean =>
  BigInt(held.amount) >= BigInt(total.amount) + BigInt(unassigned.amount);
