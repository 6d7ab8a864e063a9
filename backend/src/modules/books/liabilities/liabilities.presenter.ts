import type { z } from 'zod';
import { toMoney } from '../../../shared/money.ts';
import type { proveLiabilities, snapshotSchema } from './liabilities.contract.ts';
import type { SnapshotRecord } from './liabilities.repository.ts';
import { SCHEME } from './merkle-sum-tree.ts';
import type { InclusionProof } from './prove-own.ts';

/** Signed sums of the ledger that cannot be negative in sound books; unsound ones are not published. */
export const presentSnapshot = ({ id, at, assets }: SnapshotRecord): z.input<typeof snapshotSchema> => ({
  id,
  at: at.toISOString(),
  assets: assets.map(({ asset, root, totalBase, unassignedBase, heldBase }) => ({
    asset,
    root,
    total: toMoney(totalBase, asset),
    unassigned: toMoney(unassignedBase, asset),
    held: toMoney(heldBase, asset),
  })),
});

export const presentProofs = (
  snapshotId: string,
  userId: string,
  proofs: readonly InclusionProof[],
): z.input<(typeof proveLiabilities)['output']> => ({
  scheme: SCHEME,
  snapshotId,
  userId,
  proofs: proofs.map(({ asset, nonce, balanceBase, index, path }) => ({
    asset,
    nonce: nonce.toString('hex'),
    balance: balanceBase.toString(),
    index,
    path: path.map(({ hash, sumBase }) => ({ hash: hash.toString('hex'), sum: sumBase.toString() })),
  })),
});
