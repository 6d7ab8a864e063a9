import { z } from 'zod';
import { defineEvent } from '../../shared/events.ts';
import { idSchema } from '../../shared/ids.ts';

export const paymentEvents = [
  defineEvent(
    'payment:status-updated',
    'A payment moved on: status, deposits or confirmations',
    z.strictObject({ requestId: idSchema, paymentId: idSchema }),
  ),
] as const;
