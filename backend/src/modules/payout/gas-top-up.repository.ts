import { Types, type ClientSession } from 'mongoose';
import { toDecimal } from '../../platform/decimal.ts';
import { GasTopUpModel } from './payout.model.ts';

export interface NewGasTopUp {
  readonly reference: string;
  readonly asset: string;
  readonly amountBase: bigint;
  readonly note: string;
  readonly adminId: string;
  readonly at: Date;
}

/** @throws a duplicate-key error when the reference was booked before */
export async function insertGasTopUp(tx: ClientSession, topUp: NewGasTopUp): Promise<void> {
  await GasTopUpModel.create(
    [
      {
        ...topUp,
        _id: new Types.ObjectId(),
        amountBase: toDecimal(topUp.amountBase),
        adminId: new Types.ObjectId(topUp.adminId),
      },
    ],
    { session: tx },
  );
}
