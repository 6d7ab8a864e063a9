import type { z } from 'zod';
import type { AssetConfig } from '../../config/env.ts';
import { toMoney, toPrice } from '../../shared/money.ts';
import { findAsset, roundUpToGatewayUnit } from '../integration/index.ts';
import type { DepositRecord } from './deposit.repository.ts';
import { tokenPaymentUri } from './payment.amounts.ts';
import type { assetSchema, depositSchema, paymentSchema } from './payment.contract.ts';
import type { PaymentRecord } from './payment.repository.ts';

export interface PaymentWithDeposits {
  readonly payment: PaymentRecord;
  readonly deposits: readonly DepositRecord[];
  readonly payBefore: Date | null;
}

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

/** Page of a transaction: the asset's prefix and the id; null where no explorer is named. */
export const explorerLink = (asset: AssetConfig | undefined, txid: string | null): string | null =>
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
  explorerUrl: explorerLink(findAsset(deposit.asset), deposit.txid),
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
}: PaymentWithDeposits): z.input<typeof paymentSchema> {
  const asset = findAsset(payment.asset) ?? unregistered(payment.asset);
  const right = deposits.filter((deposit) => deposit.asset === payment.asset);
  const receivedBase = right.filter(isLive).reduce((sum, { amountBase }) => sum + amountBase, 0n);
  const shortBase = payment.fundedAt === null ? payment.expectedBase - receivedBase : 0n;
  const missingBase = shortBase > 0n ? roundUpToGatewayUnit(shortBase, asset.decimals) : 0n;
  const { address } = payment;
  return {
    id: payment.id,
    requestId: payment.requestId,
    contractId: payment.contractId,
    providerPaymentId: payment.providerPaymentId,
    status: payment.status,
    asset: presentAsset(asset),
    price: toPrice(BigInt(payment.totalCents)),
    address: payment.address,
    expected: toMoney(payment.expectedBase, payment.asset),
    received: toMoney(receivedBase, payment.asset),
    missing: toMoney(missingBase, payment.asset),
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
