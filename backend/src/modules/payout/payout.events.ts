import { z } from 'zod';
import { defineEvent } from '../../shared/events.ts';
import { idSchema } from '../../shared/ids.ts';

export const payoutEvents = [
  defineEvent('payout:status-updated', 'A payout moved on', z.strictObject({ payoutId: idSchema })),
  defineEvent(
    'payout:address-updated',
    'A payout address was added or removed',
    z.strictObject({ addressId: idSchema }),
  ),
] as const;
