import { Types, type ClientSession } from 'mongoose';
import type { Snapshot } from '../../platform/snapshot.ts';
import { fromDecimal, toDecimal } from '../../platform/decimal.ts';
import { PaymentModel, type PaymentDocument } from './payment.model.ts';
import type { PaymentStatus } from './payment.process.ts';
import { sessionOption } from '../../platform/transaction.ts';
import type { PartyRole } from '../../shared/process.ts';

export interface LessProposal {
  readonly by: PartyRole;
  readonly amountBase: bigint;
  readonly note: string;
  readonly proposedAt: Date;
}

export interface PaymentRecord {
  readonly id: string;
  readonly requestId: string;
  readonly contractId: string;
  readonly buyerId: string;
  readonly sellerId: string;
  readonly attempt: number;
  readonly asset: string;
  readonly providerPaymentId: string;
  readonly totalCents: number;
  readonly rate: string;
  readonly rateLockedUntil: Date;
  readonly expectedBase: bigint;
  readonly status: PaymentStatus;
  readonly version: number;
  readonly address: string | null;
  readonly startBlock: number | null;
  readonly fundedAt: Date | null;
  readonly fundedBase: bigint | null;
  readonly creditBase: bigint;
  readonly creditSteps: number;
  readonly less: LessProposal | null;
  readonly revaluations: readonly {
    readonly rate: string;
    readonly expectedBase: bigint;
    readonly at: Date;
  }[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const toPaymentRecord = (document: PaymentDocument): PaymentRecord => ({
  id: document._id.toHexString(),
  requestId: document.requestId.toHexString(),
  contractId: document.contractId.toHexString(),
  buyerId: document.buyerId.toHexString(),
  sellerId: document.sellerId.toHexString(),
  attempt: document.attempt,
  asset: document.asset,
  providerPaymentId: document.providerPaymentId,
  totalCents: document.totalCents,
  rate: document.rate,
  rateLockedUntil: document.rateLockedUntil,
  expectedBase: fromDecimal(document.expectedBase),
  status: document.status,
  version: document.version,
  address: document.address,
  startBlock: document.startBlock,
  fundedAt: document.fundedAt,
  fundedBase: document.fundedBase && fromDecimal(document.fundedBase),
  creditBase: fromDecimal(document.creditBase),
  creditSteps: document.creditSteps,
  less: document.less && { ...document.less, amountBase: fromDecimal(document.less.amountBase) },
  revaluations: document.revaluations.map(({ rate, expectedBase, at }) => ({
    rate,
    expectedBase: fromDecimal(expectedBase),
    at,
  })),
  createdAt: document.createdAt,
  updatedAt: document.updatedAt,
});

const orNull = (document: PaymentDocument | null): PaymentRecord | null =>
  document ? toPaymentRecord(document) : null;

const oid = (id: string): Types.ObjectId => new Types.ObjectId(id);

export type NewPayment = Pick<
  PaymentRecord,
  | 'requestId'
  | 'contractId'
  | 'buyerId'
  | 'sellerId'
  | 'attempt'
  | 'asset'
  | 'totalCents'
  | 'rate'
  | 'rateLockedUntil'
  | 'expectedBase'
  | 'startBlock'
>;

/** @throws a duplicate-key error (index `attempt`) when another call made this attempt. */
export async function insertPayment(
  tx: ClientSession,
  payment: NewPayment,
  at: Date,
): Promise<PaymentRecord> {
  const _id = new Types.ObjectId();
  const document: PaymentDocument = {
    _id,
    requestId: oid(payment.requestId),
    contractId: oid(payment.contractId),
    buyerId: oid(payment.buyerId),
    sellerId: oid(payment.sellerId),
    attempt: payment.attempt,
    asset: payment.asset,
    providerPaymentId: _id.toHexString(),
    totalCents: payment.totalCents,
    rate: payment.rate,
    rateLockedUntil: payment.rateLockedUntil,
    expectedBase: toDecimal(payment.expectedBase),
    status: 'created',
    version: 1,
    address: null,
    startBlock: payment.startBlock,
    invoiceLease: null,
    fundedAt: null,
    fundedBase: null,
    creditBase: toDecimal(0n),
    creditSteps: 0,
    less: null,
    revaluations: [],
    nextLookAt: new Date(),
    createdAt: at,
    updatedAt: at,
  };
  await PaymentModel.create([document], { session: tx });
  return toPaymentRecord(document);
}

export const findPayment = async (
  id: string,
  tx: ClientSession | null = null,
): Promise<PaymentRecord | null> =>
  orNull(await PaymentModel.findById(oid(id), null, sessionOption(tx)).lean<PaymentDocument>());

export const findByProviderId = async (providerPaymentId: string): Promise<PaymentRecord | null> =>
  orNull(await PaymentModel.findOne({ providerPaymentId }).lean<PaymentDocument>());

export const findNewestAttempt = async (
  tx: ClientSession | null,
  contractId: string,
  asset: string,
): Promise<PaymentRecord | null> =>
  orNull(
    await PaymentModel.findOne({ contractId: oid(contractId), asset }, null, sessionOption(tx))
      .sort({ attempt: -1 })
      .lean<PaymentDocument>(),
  );

/** Newest first. */
export async function findPaymentsOfRequest(requestId: string): Promise<PaymentRecord[]> {
  const found = await PaymentModel.find({ requestId: oid(requestId) })
    .sort({ _id: -1 })
    .limit(100)
    .lean<PaymentDocument[]>();
  return found.map(toPaymentRecord);
}

/** Newest first. */
export async function findPaymentsOfContract(
  tx: ClientSession | null,
  contractId: string,
): Promise<PaymentRecord[]> {
  const found = await PaymentModel.find({ contractId: oid(contractId) }, null, sessionOption(tx))
    .sort({ _id: -1 })
    .lean<PaymentDocument[]>();
  return found.map(toPaymentRecord);
}

/**
 * Takes a payment for this transaction: the write makes every other one that takes it wait or start again, so
 * that what is read of its deposits afterwards holds.
 */
export const takePayment = async (tx: ClientSession, id: string): Promise<PaymentRecord | null> =>
  orNull(
    await PaymentModel.findOneAndUpdate(
      { _id: oid(id) },
      { $inc: { version: 1 } },
      { session: tx, returnDocument: 'after' },
    ).lean<PaymentDocument>(),
  );

export type PaymentChange = Partial<
  Pick<
    PaymentDocument,
    | 'status'
    | 'address'
    | 'fundedAt'
    | 'fundedBase'
    | 'creditBase'
    | 'creditSteps'
    | 'less'
    | 'rate'
    | 'rateLockedUntil'
    | 'expectedBase'
    | 'revaluations'
    | 'nextLookAt'
    | 'updatedAt'
  >
>;

/** Compare-and-set on status and version. Null when somebody was faster. */
export const changePayment = async (
  tx: ClientSession,
  payment: PaymentRecord,
  change: PaymentChange,
): Promise<PaymentRecord | null> =>
  orNull(
    await PaymentModel.findOneAndUpdate(
      { _id: oid(payment.id), status: payment.status, version: payment.version },
      { $set: change, $inc: { version: 1 } },
      { session: tx, returnDocument: 'after' },
    ).lean<PaymentDocument>(),
  );

/** Lets one process at a time ask the gateway for an address. False while another one does. */
export async function takeInvoiceLease(id: string, holder: string, leaseMs: number): Promise<boolean> {
  const wallNow = new Date();
  const result = await PaymentModel.updateOne(
    {
      _id: oid(id),
      address: null,
      $or: [
        { invoiceLease: null },
        { 'invoiceLease.until': { $lt: wallNow } },
        { 'invoiceLease.holder': holder },
      ],
    },
    { $set: { invoiceLease: { holder, until: new Date(wallNow.getTime() + leaseMs) } } },
  );
  return result.matchedCount === 1;
}

export async function dropInvoiceLease(id: string, holder: string): Promise<void> {
  await PaymentModel.updateOne(
    { _id: oid(id), 'invoiceLease.holder': holder },
    { $set: { invoiceLease: null } },
  );
}

/** Payments in one of the statuses whose next look is due (wall time); the one waiting longest first. */
export async function findDueForLook(
  statuses: readonly PaymentStatus[],
  limit: number,
): Promise<PaymentRecord[]> {
  const found = await PaymentModel.find({ status: { $in: statuses }, nextLookAt: { $lte: new Date() } })
    .sort({ nextLookAt: 1 })
    .limit(limit)
    .lean<PaymentDocument[]>();
  return found.map(toPaymentRecord);
}

export async function setNextLook(id: string, at: Date): Promise<void> {
  await PaymentModel.updateOne({ _id: oid(id) }, { $set: { nextLookAt: at } });
}

/** Ids of untouched attempts whose price lock ended by `at` (business time), of assets that are not stable. */
export async function findUnlocked(assets: readonly string[], at: Date, limit: number): Promise<string[]> {
  const found = await PaymentModel.find(
    { status: { $in: ['created', 'pending'] }, asset: { $in: assets }, rateLockedUntil: { $lte: at } },
    { _id: 1 },
  )
    .sort({ rateLockedUntil: 1 })
    .limit(limit)
    .lean<{ _id: Types.ObjectId }[]>();
  return found.map(({ _id }) => _id.toHexString());
}

/** Whether some invoice has this address; `address` as stored (checksummed). */
export const isInvoiceAddress = async (address: string): Promise<boolean> =>
  (await PaymentModel.exists({ address })) !== null;

/** Addresses of every invoice in the assets named, the newest first, at most `limit`. */
export async function findInvoiceAddresses(assets: readonly string[], limit: number): Promise<string[]> {
  const found = await PaymentModel.find(
    { asset: { $in: assets }, address: { $type: 'string' } },
    { address: 1 },
  )
    .sort({ _id: -1 })
    .limit(limit)
    .lean<Pick<PaymentDocument, 'address'>[]>();
  return found.flatMap(({ address }) => (address === null ? [] : [address]));
}

/** Unfunded payments for which credit is set aside, for the ledger's check. */
export async function* streamPaymentsWithCredit(at: Snapshot): AsyncGenerator<PaymentRecord> {
  const cursor = PaymentModel.find({ creditBase: { $gt: toDecimal(0n) }, fundedAt: null }, null, at)
    .lean<PaymentDocument[]>()
    .cursor();
  for await (const document of cursor) yield toPaymentRecord(document);
}

/** Whose credit is set aside for payments: the buyer's id by the payment's. */
export async function findBuyersOfPayments(
  tx: ClientSession,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const found = await PaymentModel.find({ _id: { $in: ids.map(oid) } }, { buyerId: 1 }, { session: tx }).lean<
    Pick<PaymentDocument, '_id' | 'buyerId'>[]
  >();
  return new Map(found.map(({ _id, buyerId }) => [_id.toHexString(), buyerId.toHexString()]));
}

/** Payments of a person for which credit is set aside. */
export async function findPaymentsWithCreditOf(buyerId: string): Promise<PaymentRecord[]> {
  const found = await PaymentModel.find({
    buyerId: oid(buyerId),
    fundedAt: null,
    creditBase: { $gt: toDecimal(0n) },
  }).lean<PaymentDocument[]>();
  return found.map(toPaymentRecord);
}

/** In the order of the ids. */
export async function findPaymentsByIds(ids: readonly string[]): Promise<PaymentRecord[]> {
  const found = await PaymentModel.find({ _id: { $in: ids.map(oid) } }).lean<PaymentDocument[]>();
  const byId = new Map(found.map((document) => [document._id.toHexString(), toPaymentRecord(document)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
