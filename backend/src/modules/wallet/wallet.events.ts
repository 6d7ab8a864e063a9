import { z } from 'zod';
import { defineEvent } from '../../shared/events.ts';
import { idSchema } from '../../shared/ids.ts';

export const walletEvents = [
  defineEvent(
    'wallet:replacement-requested',
    'A payout address is to be replaced (admins only)',
    z.strictObject({ replacementId: idSchema }),
  ),
  defineEvent(
    'wallet:updated',
    'A wallet was proven or removed, or an address signed',
    z.strictObject({ userId: idSchema }),
  ),
  defineEvent(
    'wallet:replacement-updated',
    'A request to replace a signed payout address was made or moved on',
    z.strictObject({ replacementId: idSchema }),
  ),
  defineEvent(
    'wallet:terms-signed',
    'A party signed the terms of a deal with their wallet',
    z.strictObject({ requestId: idSchema }),
  ),
] as const;
