import { z } from 'zod';
import { defineEvent } from '../../shared/events.ts';
import { idSchema } from '../../shared/ids.ts';
import { assetCodeSchema } from '../../shared/money.ts';

export const payoutEvents = [
  defineEvent('payout:status-updated', 'A payout moved on', z.strictObject({ payoutId: idSchema })),
  defineEvent(
    'payout:address-updated',
    'A payout address was added or removed',
    z.strictObject({ addressId: idSchema }),
  ),
  defineEvent(
    'payout:platform-address-updated',
    'An address that Amn’s own money may go to was added or removed (admins only)',
    z.strictObject({ addressId: idSchema }),
  ),
  defineEvent(
    'payout:approval-needed',
    'A payout waits for an admin (admins only)',
    z.strictObject({ payoutId: idSchema }),
  ),
  defineEvent(
    'payout:stuck',
    'A payout has stood too long in its status (admins only)',
    z.strictObject({ payoutId: idSchema }),
  ),
  defineEvent(
    'payout:refund-updated',
    'A refund waits for an address, is on its way or has arrived',
    z.strictObject({ refundId: idSchema }),
  ),
  defineEvent(
    'payout:refund-waiting',
    'A refund has waited for an address for a while',
    z.strictObject({ refundId: idSchema }),
  ),
  defineEvent(
    'payout:auto-updated',
    'An automatic payout was set, or one waits or has gone out',
    z.strictObject({ asset: assetCodeSchema }),
  ),
] as const;
