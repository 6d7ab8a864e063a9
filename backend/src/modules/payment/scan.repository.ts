import { Types } from 'mongoose';
import { PaymentModel, type PaymentDocument } from './payment.model.ts';
import type { PaymentStatus } from './payment.process.ts';
import { toPaymentRecord, type PaymentRecord } from './payment.repository.ts';

/** A payment whose address can be searched for on the chain. */
export interface ScannablePayment extends PaymentRecord {
  readonly address: string;
  readonly startBlock: number;
  /** Block up to which the chain was searched; null before the first search. */
  readonly scannedTo: number | null;
}

/** More than these wait at once nowhere; whoever is not among them is found by the gateway's record. */
const MOST = 5_000;

/** Payments in an asset that wait for money at an address, those searched longest ago first. */
export async function findScannable(
  asset: string,
  statuses: readonly PaymentStatus[],
): Promise<ScannablePayment[]> {
  const found = await PaymentModel.find({
    asset,
    status: { $in: statuses },
    address: { $type: 'string' },
    startBlock: { $ne: null },
  })
    .sort({ scannedTo: 1, _id: 1 })
    .limit(MOST)
    .lean<PaymentDocument[]>();
  return found.flatMap((document) => {
    const { address, startBlock } = document;
    if (address === null || startBlock === null) return [];
    return [{ ...toPaymentRecord(document), address, startBlock, scannedTo: document.scannedTo ?? null }];
  });
}

/** Never backwards. */
export async function setScannedTo(ids: readonly string[], block: number): Promise<void> {
  await PaymentModel.updateMany(
    {
      _id: { $in: ids.map((id) => new Types.ObjectId(id)) },
      $or: [{ scannedTo: null }, { scannedTo: { $lt: block } }],
    },
    { $set: { scannedTo: block } },
  );
}
