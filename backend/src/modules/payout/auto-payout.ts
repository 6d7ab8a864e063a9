import type { ClientSession } from 'mongoose';
import { env } from '../../config/env.ts';
import { now } from '../../platform/clock.ts';
import { scheduleDeadline } from '../../platform/deadline.ts';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { findAsset } from '../integration/index.ts';
import { credentialsChangedAt } from '../user/index.ts';
import { isPaidAt, requireSignedAddress } from '../wallet/index.ts';
import { findOwnAddress, type PayoutAddressRecord } from './address.repository.ts';
import * as repository from './auto-payout.repository.ts';
import type { AutoPayoutRecord } from './auto-payout.repository.ts';
import type { UsableAddress } from './payout-addresses.ts';
import { usableFrom } from './payout.policy.ts';

export const AUTO_DEADLINE = 'payout.auto';

/** Why a setting does nothing although it is there. */
export type AutoState = 'on' | 'off_credentials' | 'off_address' | 'off_unsigned';

export interface AutoPayoutView extends AutoPayoutRecord {
  readonly state: AutoState;
  readonly address: UsableAddress | null;
  /** A release waits until then, since the address is on hold. */
  readonly waitsUntil: Date | null;
}

/**
 * Whether a setting is in force is read, not stored, so that nothing can forget to turn it off: credentials that
 * changed after it was made, an address that is gone, or another one that was signed since, end it.
 */
export async function stateOf(
  setting: AutoPayoutRecord,
  tx: ClientSession | null = null,
): Promise<{ state: AutoState; address: PayoutAddressRecord | null; usableFrom: Date | null }> {
  const address = await findOwnAddress(setting.userId, setting.addressId, tx);
  if (address === null) return { state: 'off_address', address, usableFrom: null };
  const changedAt = await credentialsChangedAt(setting.userId, tx);
  const from = usableFrom(address.createdAt, changedAt, env().PAYOUT_ADDRESS_HOLD_HOURS);
  if (changedAt > setting.setAt) return { state: 'off_credentials', address, usableFrom: from };
  const { userId } = setting;
  const paidThere = await isPaidAt(tx, { userId, chainId: address.chainId, address: address.address });
  return { state: paidThere ? 'on' : 'off_unsigned', address, usableFrom: from };
}

export async function listAutoPayouts(actor: Pick<Actor, 'id'>): Promise<AutoPayoutView[]> {
  const [settings, waiting] = await Promise.all([
    repository.findSettings(actor.id),
    repository.findWaiting(actor.id),
  ]);
  return Promise.all(
    settings.map(async (setting) => {
      const { state, address: found, usableFrom: from } = await stateOf(setting);
      const address = found && from ? { ...found, usableFrom: from } : null;
      return { ...setting, state, address, waitsUntil: waiting.get(setting.asset) ?? null };
    }),
  );
}

export const announceAuto = (tx: ClientSession, userId: string, asset: string): Promise<void> =>
  emitLater(tx, { name: 'payout:auto-updated', ids: { asset }, addressees: [userId] });

/** @throws AppError ASSET_NOT_ACCEPTED, INVALID_ADDRESS, ADDRESS_NOT_SIGNED */
export async function setAutoPayout(
  input: { readonly asset: string; readonly addressId: string; readonly minimum: string },
  actor: Pick<Actor, 'id'>,
): Promise<AutoPayoutView> {
  const asset = findAsset(input.asset);
  if (!asset) throw new AppError('ASSET_NOT_ACCEPTED');
  await inTransaction(async (tx) => {
    const address = await findOwnAddress(actor.id, input.addressId, tx);
    if (address?.chainId !== asset.chainId) {
      throw new AppError('INVALID_ADDRESS', {
        message: `This is none of your payout addresses on ${asset.network}. Choose one.`,
      });
    }
    const { chainId, address: destination } = address;
    await requireSignedAddress(tx, { userId: actor.id, chainId, address: destination });
    await repository.saveSetting(tx, {
      userId: actor.id,
      asset: asset.code,
      addressId: address.id,
      minimumBase: BigInt(input.minimum),
      setAt: now(),
    });
    await announceAuto(tx, actor.id, asset.code);
  });
  const saved = (await listAutoPayouts(actor)).find((setting) => setting.asset === asset.code);
  if (!saved) throw new AppError('CONFLICT');
  return saved;
}

/** What waits already is then skipped. @throws AppError NOT_FOUND */
export async function removeAutoPayout(
  input: { readonly asset: string },
  actor: Pick<Actor, 'id'>,
): Promise<void> {
  await inTransaction(async (tx) => {
    if (!(await repository.removeSetting(tx, actor.id, input.asset))) throw new AppError('NOT_FOUND');
    await announceAuto(tx, actor.id, input.asset);
  });
}

/**
 * A release has reached a seller: notes, in the transaction that marks the event as delivered, that it may have
 * to be paid out. The same event can note it once only.
 */
export async function noteRelease(tx: ClientSession, eventId: string, sellerId: string): Promise<void> {
  for (const setting of await repository.findSettings(sellerId, tx)) {
    const { state, usableFrom: from } = await stateOf(setting, tx);
    if (state !== 'on') continue;
    const notBefore = from !== null && from > now() ? from : now();
    const key = `${eventId}:${setting.asset}`;
    const run = await repository.insertRun(tx, { key, userId: sellerId, asset: setting.asset, notBefore });
    scheduleDeadline(tx, AUTO_DEADLINE, run.id, notBefore);
    await announceAuto(tx, sellerId, setting.asset);
  }
}
