import type { z } from 'zod';
import type { AssetConfig } from '../../config/env.ts';
import { toMoney, toPrice } from '../../shared/money.ts';
import {
  findAsset,
  findTransferable,
  otherLooks,
  roundUpToGatewayUnit,
  type Transferable,
} from '../integration/index.ts';
import type { DepositRecord } from './deposit.repository.ts';
import { countedOf, keptBaseOf, suspendedOf } from './kept-money.ts';
import { tokenPaymentUri } from './payment.amounts.ts';
import type { assetSchema, depositSchema, listAssets, paymentSchema } from './payment.contract.ts';
import type { PaymentAbility } from './payment.policy.ts';
import type { PaymentRecord } from './payment.repository.ts';

export interface PaymentWithDeposits {
  readonly payment: PaymentRecord;
  readonly deposits: readonly DepositRecord[];
  readonly payBefore: Date | null;
  /** What its contract's escrow lacks because the chain lost it, base units. */
  readonly shortBase: bigint;
  readonly abilities: readonly PaymentAbility[];
}

/** What is still to arrive, base units. */
function missingBaseOf(
  payment: PaymentRecord,
  deposits: readonly DepositRecord[],
  receivedBase: bigint,
  shortBase: bigint,
): bigint {
  const lackingBase =
    payment.fundedAt === null
      ? payment.expectedBase - payment.creditBase - receivedBase
      : shortBase -
        countedOf(payment, deposits)
          .map(suspendedOf)
          .reduce((a, b) => a + b, 0n);
  return lackingBase > 0n ? lackingBase : 0n;
}

const isOver = ({ status }: PaymentRecord): boolean => status === 'refund_due' || status === 'refunded';

export const presentAsset = (asset: AssetConfig): z.input<typeof assetSchema> => ({
  code: asset.code,
  symbol: asset.symbol,
  name: asset.name,
  network: asset.network,
  chainId: asset.chainId,
  contract: asset.contract,
  decimals: asset.decimals,
  confirmations: asset.confirmations,
  stable: asset.stable,
  explorerUrl: asset.explorerUrl ?? null,
});

/** What can be paid now, and how everything else that may have come is written. */
export const presentAssets = (offered: readonly AssetConfig[]): z.input<(typeof listAssets)['output']> => ({
  items: offered.map(presentAsset),
  others: [...otherLooks(offered)],
});

/** Page of a transaction: the asset's prefix and the id; null where no explorer is named. */
export const explorerLink = (
  asset: Pick<Transferable, 'explorerUrl'> | undefined,
  txid: string | null,
): string | null =>
  asset?.explorerUrl === undefined || txid === null
    ? null
    : `${asset.explorerUrl}${encodeURIComponent(txid)}`;

const presentDeposit = (deposit: DepositRecord, required: number): z.input<typeof depositSchema> => ({
  id: deposit.id,
  txid: deposit.txid,
  money: toMoney(deposit.amountBase, deposit.asset),
  status: deposit.status,
  confirmations: Math.min(deposit.confirmations, required),
  detectedAt: deposit.detectedAt.toISOString(),
  explorerUrl: explorerLink(findTransferable(deposit.asset), deposit.txid),
});

/** An asset that was taken out of the registry while a payment with it exists. */
const unregistered = (code: string): AssetConfig => ({
  code,
  symbol: code,
  name: code,
  network: '',
  chainId: 0,
  contract: '',
  decimals: 0,
  confirmations: 1,
  stable: false,
});

const isLive = ({ status }: DepositRecord): boolean => status === 'detected' || status === 'confirmed';

/** Confirmations of what is still on its way; all of them once nothing is. */
function confirmationsOf(deposits: readonly DepositRecord[], required: number): number {
  const inFlight = deposits.filter(({ status }) => status === 'detected');
  if (inFlight.length > 0) return Math.min(required, ...inFlight.map(({ confirmations }) => confirmations));
  return deposits.some(({ status }) => status === 'confirmed') ? required : 0;
}

export function presentPayment({
  payment,
  deposits,
  payBefore,
  shortBase,
  abilities,
}: PaymentWithDeposits): z.input<typeof paymentSchema> {
  const asset = findAsset(payment.asset) ?? unregistered(payment.asset);
  const right = deposits.filter((deposit) => deposit.asset === payment.asset);
  const receivedBase = right.filter(isLive).reduce((sum, { amountBase }) => sum + amountBase, 0n);
  const lackingBase = isOver(payment) ? 0n : missingBaseOf(payment, deposits, receivedBase, shortBase);
  const missingBase = roundUpToGatewayUnit(lackingBase, asset.decimals);
  const toArriveBase = payment.expectedBase - payment.creditBase;
  const { address, less } = payment;
  const left = payment.revaluations.at(-1);
  return {
    id: payment.id,
    requestId: payment.requestId,
    contractId: payment.contractId,
    providerPaymentId: payment.providerPaymentId,
    status: payment.status,
    asset: presentAsset(asset),
    price: toPrice(BigInt(payment.totalCents)),
    address: payment.address,
    expected: toMoney(toArriveBase > 0n ? toArriveBase : 0n, payment.asset),
    received: toMoney(receivedBase, payment.asset),
    missing: toMoney(missingBase, payment.asset),
    credit: toMoney(payment.creditBase, payment.asset),
    kept: toMoney(keptBaseOf(payment, deposits), payment.asset),
    less: less && {
      by: less.by,
      amount: toMoney(less.amountBase, payment.asset),
      note: less.note,
      proposedAt: less.proposedAt.toISOString(),
    },
    revalued: left
      ? {
          rate: left.rate,
          expected: toMoney(left.expectedBase, payment.asset),
          at: left.at.toISOString(),
        }
      : null,
    abilities: [...abilities],
    rate: payment.rate,
    rateLockedUntilAt: payment.rateLockedUntil.toISOString(),
    confirmations: {
      seen: confirmationsOf(right, asset.confirmations),
      required: asset.confirmations,
    },
    paymentUri: address !== null && missingBase > 0n ? tokenPaymentUri(asset, address, missingBase) : null,
    deposits: deposits.map((deposit) => presentDeposit(deposit, asset.confirmations)),
    payBefore: payBefore?.toISOString() ?? null,
    createdAt: payment.createdAt.toISOString(),
    updatedAt: payment.updatedAt.toISOString(),
  };
}
