import { createHash } from 'node:crypto';
import { crashPoint } from '../../platform/crash-point.ts';
import { logger } from '../../platform/logger.ts';
import { AppError } from '../../shared/errors.ts';
import {
  ChainUnavailableError,
  GatewayError,
  isAuthentic,
  readCallback,
  webhookKeys,
} from '../integration/index.ts';
import { applySightings } from './apply-sightings.ts';
import * as inbox from './inbox.repository.ts';
import { findByProviderId } from './payment.repository.ts';
import { disputed, NotShownYetError, verifyCallback } from './verify-callback.ts';

/** Longer than any one event takes, so that two workers do not do the same work for nothing. */
const CLAIM_MS = 25_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** About an hour: then the gateway's two sources are taken to disagree. */
const MAX_NOT_SHOWN = 20;
/** About a week. */
const MAX_ATTEMPTS = 2_000;

let nudge: () => void = () => undefined;
let onPayoutCallback: (payoutId: string) => Promise<void> = () => Promise.resolve();

/** The worker's wake-up call. */
export function onInboxWritten(listener: () => void): void {
  nudge = listener;
}

/** There is something to work off. */
export const nudgeInbox = (): void => {
  nudge();
};

/** Payout stands beside payment, and the gateway has one address for both kinds of callback. */
export function setPayoutCallbackHandler(handler: (payoutId: string) => Promise<void>): void {
  onPayoutCallback = handler;
}

/**
 * Takes a callback in: verified over its raw bytes, stored, and only then answered. The work follows from what
 * is stored.
 * @throws AppError INVALID_SIGNATURE; nothing was stored then
 */
export async function receiveCallback(rawHeaders: readonly string[], rawBody: Buffer): Promise<void> {
  const nowSeconds = Math.floor(Date.now() / 1000);
  if (!isAuthentic(webhookKeys(), { rawHeaders, rawBody, nowSeconds }))
    throw new AppError('INVALID_SIGNATURE');
  const callback = readCallback(rawBody);
  const body = rawBody.toString('utf8');
  await inbox.storeOnce(
    callback === null
      ? {
          dedupKey: JSON.stringify(['unreadable', createHash('sha256').update(rawBody).digest('hex')]),
          kind: 'unreadable',
          externalId: null,
          body,
          status: 'dead',
          reason: 'unknown form',
        }
      : {
          dedupKey: callback.dedupKey,
          kind: callback.kind,
          externalId: callback.externalId,
          body,
          status: 'new',
          reason: null,
        },
  );
  crashPoint('payment:after-webhook-stored');
  nudge();
}

async function workOn(event: inbox.InboxEvent): Promise<{ status: 'done' | 'dead'; reason: string | null }> {
  const callback = readCallback(Buffer.from(event.body, 'utf8'));
  if (callback === null) return { status: 'dead', reason: 'unknown form' };
  if (callback.kind === 'payout') {
    await onPayoutCallback(callback.externalId);
    return { status: 'done', reason: null };
  }
  const payment = await findByProviderId(callback.externalId);
  if (payment === null) {
    logger().warn({ externalId: callback.externalId }, 'a signed callback for an unknown payment');
    return { status: 'dead', reason: 'unknown external_id' };
  }
  // The process may have died between the invoice and the note of its address: both come back.
  if (payment.address === null) throw new NotShownYetError([]);
  try {
    await applySightings(payment.id, await verifyCallback(payment, callback));
    return { status: 'done', reason: null };
  } catch (error) {
    if (!(error instanceof NotShownYetError) || event.attempts < MAX_NOT_SHOWN) throw error;
    await applySightings(payment.id, disputed(error.claims));
    return { status: 'dead', reason: error.message };
  }
}

const isPassing = (error: unknown): boolean =>
  error instanceof NotShownYetError ||
  error instanceof GatewayError ||
  error instanceof ChainUnavailableError;

async function work(event: inbox.InboxEvent): Promise<void> {
  try {
    const { status, reason } = await workOn(event);
    await inbox.finish(event.id, status, reason);
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : 'unknown';
    logger()[isPassing(error) ? 'warn' : 'error'](
      { err: error, eventId: event.id },
      'callback not worked off yet',
    );
    if (event.attempts >= MAX_ATTEMPTS) await inbox.finish(event.id, 'dead', reason);
    else
      await inbox.postpone(
        event.id,
        Math.min(LONGEST_PAUSE_MS, 500 * 2 ** Math.min(event.attempts, 12)),
        reason,
      );
  }
}

/** Works off what is due in the inbox. Safe to run anywhere and any number of times at once. */
export async function workOffInbox(): Promise<void> {
  for (let event = await inbox.claimNext(CLAIM_MS); event !== null; event = await inbox.claimNext(CLAIM_MS)) {
    await work(event);
  }
}
