import { env } from '../../config/env.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { findTransferable, valueInCents } from '../integration/index.ts';
import type { WithdrawableKind } from '../ledger/index.ts';
import { estimateNetworkFee, type FeeEstimate } from './network-fee.ts';
import type { Approval } from './payout.policy.ts';
import { bearerOf, type FeeBearer } from './refunds.ts';
import { weighPayout } from './weigh-payout.ts';

export interface PayoutQuote {
  readonly asset: string;
  readonly amountBase: bigint;
  readonly estimate: FeeEstimate | null;
  readonly bearer: FeeBearer;
  readonly deductedBase: bigint;
  readonly approval: Approval;
  readonly minimumCents: number;
  readonly isBelowMinimum: boolean;
}

/**
 * What a payout would cost, and who would have to look at it. It binds nobody: what counts is decided when the
 * payout is asked for, and never to the disadvantage of what was accepted.
 * @throws AppError ASSET_NOT_ACCEPTED
 */
export async function quotePayout(
  input: { readonly source: WithdrawableKind; readonly asset: string; readonly amount: string },
  actor: Pick<Actor, 'id'>,
): Promise<PayoutQuote> {
  const asset = findTransferable(input.asset);
  if (!asset) throw new AppError('ASSET_NOT_ACCEPTED');
  const amountBase = BigInt(input.amount);
  const { source } = input;
  const [valueCents, estimate, bearer] = await Promise.all([
    valueInCents(asset, amountBase),
    estimateNetworkFee(asset),
    bearerOf(null, { source, userId: actor.id, asset: asset.code, amountBase }),
  ]);
  const { PAYOUT_MIN_CENTS: minimumCents } = env();
  return {
    asset: asset.code,
    amountBase,
    estimate,
    bearer,
    deductedBase: bearer === 'payee' ? (estimate?.inAssetBase ?? 0n) : 0n,
    approval: await weighPayout(null, { userId: actor.id, source, valueCents }),
    minimumCents,
    isBelowMinimum: valueCents !== null && valueCents < minimumCents,
  };
}
