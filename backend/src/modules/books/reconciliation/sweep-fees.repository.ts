import { Types, type ClientSession } from 'mongoose';
import { fromDecimal, toDecimal } from '../../../platform/decimal.ts';
import { SweepFeesModel, type SweepFeesDocument } from './sweep-fees.model.ts';

export interface BookedFees {
  readonly reconciliationId: string;
  readonly asset: string;
  /** Below zero where more had been booked than was burnt. */
  readonly amountBase: bigint;
  readonly by: SweepFeesDocument['by'];
  readonly adminId: string | null;
  readonly note: string;
  readonly at: Date;
}

/** @throws a duplicate-key error when this reconciliation's fees of the coin are booked */
export async function insertSweepFees(tx: ClientSession, fees: BookedFees): Promise<void> {
  const { reconciliationId, amountBase, adminId, ...rest } = fees;
  await SweepFeesModel.create(
    [
      {
        ...rest,
        _id: new Types.ObjectId(),
        reconciliationId: new Types.ObjectId(reconciliationId),
        amountBase: toDecimal(amountBase),
        adminId: adminId === null ? null : new Types.ObjectId(adminId),
      },
    ],
    { session: tx },
  );
}

/** What was booked of a coin since then (null: ever) by whom (null: anybody), together. */
export async function sumSweepFees(
  asset: string,
  { since, by }: { readonly since: Date | null; readonly by: SweepFeesDocument['by'] | null },
): Promise<bigint> {
  const [row] = await SweepFeesModel.aggregate<{ sum: Types.Decimal128 }>([
    {
      $match: {
        asset,
        ...(since === null ? {} : { at: { $gt: since } }),
        ...(by === null ? {} : { by }),
      },
    },
    { $group: { _id: null, sum: { $sum: '$amountBase' } } },
  ]);
  return row === undefined ? 0n : fromDecimal(row.sum);
}

/** By reconciliation and coin: `{reconciliationId}|{asset}`. */
export async function findSweepFees(
  reconciliationIds: readonly string[],
): Promise<ReadonlyMap<string, BookedFees>> {
  const ids = reconciliationIds.map((id) => new Types.ObjectId(id));
  const found = await SweepFeesModel.find({ reconciliationId: { $in: ids } }).lean<SweepFeesDocument[]>();
  return new Map(
    found.map(({ reconciliationId, asset, amountBase, by, adminId, note, at }) => [
      `${reconciliationId.toHexString()}|${asset}`,
      {
        reconciliationId: reconciliationId.toHexString(),
        asset,
        amountBase: fromDecimal(amountBase),
        by,
        adminId: adminId?.toHexString() ?? null,
        note,
        at,
      },
    ]),
  );
}
