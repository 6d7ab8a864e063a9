import { z } from 'zod';
import { defineEvent } from '../../shared/events.ts';
import { idSchema } from '../../shared/ids.ts';
import { assetCodeSchema } from '../../shared/money.ts';

export const booksEvents = [
  defineEvent(
    'books:difference-raised',
    'The ledger and what is held outside have differed for too long (admins only)',
    z.strictObject({ runId: idSchema, asset: assetCodeSchema, source: z.enum(['gateway', 'chain']) }),
  ),
] as const;
